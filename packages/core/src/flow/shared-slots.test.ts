import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SharedSlots } from "./shared-slots.ts";

const going = new AbortController().signal;
const limits = { slots: 3, slotsOfOne: 2, places: 6, placesOfOne: 4 };

describe("slots that several share", () => {
  it("leave room for others, and for each are given in the order of coming", async () => {
    const slots = new SharedSlots(limits);
    const [one, two, three] = ["a", "a", "a"].map((name) => slots.enter(name) ?? assert.fail());
    assert.deepEqual(await Promise.all([one?.turn(0, going), two?.turn(0, going)]), [true, true]);
    const third = three?.turn(5_000, going);
    assert.equal(await slots.enter("b")?.turn(0, going), true);
    one?.leave();
    assert.equal(await third, true);
  });

  it("have a line of bounded length, for one and for all", () => {
    const slots = new SharedSlots(limits);
    const entered = (name: string) => slots.enter(name) !== undefined;
    assert.deepEqual(["a", "a", "a", "a", "a", "b", "b", "c"].map(entered), [
      ...[true, true, true, true, false],
      ...[true, true, false],
    ]);
  });

  it("end a wait after its time, and when it is broken off", async () => {
    const slots = new SharedSlots({ ...limits, slots: 1 });
    slots.enter("a");
    const late = slots.enter("b");
    assert.equal(await late?.turn(1, going), false);
    const broken = new AbortController();
    const turn = late?.turn(60_000, broken.signal);
    broken.abort();
    assert.equal(await turn, false);
  });
});
