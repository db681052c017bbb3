import assert from "node:assert/strict";
import { it } from "node:test";
import { UploadTurns } from "./upload-turns.ts";

it("gives so many turns at once, and the next ones in the order in which they were asked for", async () => {
  const turns = new UploadTurns(2);
  const order: string[] = [];
  await turns.take();
  await turns.take();
  assert.equal(turns.hasWaiting, false);
  const waiting = ["a", "b", "c"].map((name) => turns.take().then(() => order.push(name)));
  assert.equal(turns.hasWaiting, true);
  await new Promise(setImmediate);
  assert.deepEqual(order, []);
  turns.give();
  turns.give();
  await Promise.all(waiting.slice(0, 2));
  assert.deepEqual(order, ["a", "b"]);
  turns.give();
  await Promise.all(waiting);
  assert.equal(turns.hasWaiting, false);
});

it("keeps a turn that nobody wants for the next who asks", async () => {
  const turns = new UploadTurns(1);
  await turns.take();
  turns.give();
  await turns.take();
  assert.equal(turns.hasWaiting, false);
});
