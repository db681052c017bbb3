import assert from "node:assert/strict";
import { it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { newTestWeb } from "../testing/test-web.ts";

it("turns requests away while the event loop is late, but answers probes", async (test) => {
  const { app } = await newTestWeb(test, { values: { maxLoopDelayMs: 50 } });
  await app.ready();
  const until = performance.now() + 1_500;
  while (performance.now() < until) Math.sqrt(2); // what a bug or too much work would do
  await sleep(10); // the plugin looks once a second
  const answer = await app.inject({ url: "/v1/formats" });
  assert.deepEqual([answer.statusCode, answer.json().code], [503, "server_overloaded"]);
  assert.ok(Number(answer.headers["retry-after"]) > 0);
  const form = await app.inject({ method: "POST", url: "/v1/uploads/form?permit=x" });
  assert.equal(form.statusCode, 503);
  assert.equal((await app.inject({ url: "/livez" })).statusCode, 200);
});
