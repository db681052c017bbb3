import assert from "node:assert/strict";
import { it } from "node:test";
import { TurnQueue } from "./turn-queue.ts";

it("gives so many turns at once, and the next ones in the order in which they were asked for", async () => {
  const turns = new TurnQueue(2);
  const order: string[] = [];
  await turns.take(true);
  await turns.take(true);
  assert.equal(turns.hasWaiting, false);
  const waiting = ["a", "b", "c"].map((name) => turns.take(true).then(() => order.push(name)));
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
  const turns = new TurnQueue(1);
  await turns.take(true);
  turns.give();
  await turns.take(true);
  assert.equal(turns.hasWaiting, false);
});

it("lets those that begin go before those that continue, but for every fourth turn", async () => {
  const turns = new TurnQueue(1);
  await turns.take(true);
  const order: string[] = [];
  const ask = (name: string, isBeginning: boolean) => turns.take(isBeginning).then(() => order.push(name));
  const asked = [..."12"].map((name) => ask(name, false));
  assert.equal(turns.hasBeginning, false);
  asked.push(...[..."abcd"].map((name) => ask(name, true)));
  assert.equal(turns.hasBeginning, true);
  for (let turn = 0; turn < 6; turn += 1) turns.give();
  await Promise.all(asked);
  assert.equal(order.join(""), "abc1d2");
});
