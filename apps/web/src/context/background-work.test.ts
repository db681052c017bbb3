import assert from "node:assert/strict";
import { it } from "node:test";
import { BackgroundWork } from "./background-work.ts";

it("is settled when everything has ended, what was started meanwhile included", async () => {
  const background = new BackgroundWork();
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  const failures: unknown[] = [];
  background.start(
    first.promise.then(() => background.start(second.promise, (error) => failures.push(error))),
    (error) => failures.push(error),
  );
  let isSettled = false;
  const settled = background.settled().then(() => {
    isSettled = true;
  });
  first.resolve();
  await new Promise(setImmediate);
  assert.equal(isSettled, false);
  second.reject(new Error("the queue is unavailable"));
  await settled;
  assert.match(String(failures), /the queue is unavailable/);
});

it("is settled at once when nothing was started", async () => {
  await new BackgroundWork().settled();
});
