import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { openBoth } from "./open-both.ts";

describe("openBoth", () => {
  const closed: string[] = [];
  const opening = async (name: string, takesMs: number) => {
    await sleep(takesMs);
    return { name, close: async () => void closed.push(name) };
  };

  it("gives both, however long each takes", async () => {
    const [one, other] = await openBoth(opening("one", 20), opening("other", 1));
    assert.deepEqual([one.name, other.name, closed], ["one", "other", []]);
  });

  it("closes what is opened, also later, when the other cannot be", async () => {
    const broken = Promise.reject(new Error("cannot be opened"));
    await assert.rejects(openBoth(opening("late", 20), broken), /cannot be opened/);
    assert.deepEqual(closed, ["late"]);
  });

  it("tells the first failure when neither can be opened", async () => {
    const failing = (message: string) => Promise.reject(new Error(message));
    await assert.rejects(openBoth(failing("first"), failing("second")), /first/);
  });
});
