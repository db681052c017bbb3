import assert from "node:assert/strict";
import { it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { History } from "./history.ts";
import { keepInHistory } from "./keep-in-history.ts";
import { Sending } from "./sending.ts";
import { someJob } from "./testing/some-job.ts";

it("lists a sending with its first file, its picture and when it is deleted, as these become known", async () => {
  const now = Date.parse("2030-01-01T00:00:10Z");
  const history = new History({ getItem: () => null, setItem: () => undefined }, now);
  const sending = new Sending("s");
  keepInHistory(sending, history, () => now);
  sending.takeJobs([
    someJob("a", { expiresAt: "2030-01-02T06:00:00Z", batchPosition: 2 }),
    someJob("b", { batchPosition: 1 }),
  ]);
  await sleep(400);
  assert.deepEqual([history.find("s")?.name, history.find("s")?.count], ["b.pptx", 2]);
  const links = { result: "x", thumbnail: "x" };
  sending.takeJobs([someJob("a", { status: "succeeded", links })]);
  await sleep(400);
  assert.deepEqual(
    [history.find("s")?.picture, history.find("s")?.expiresAt],
    ["a", "2030-01-02T00:00:00.000Z"],
  );
});
