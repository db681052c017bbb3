import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { busySecondsIn, watchOtherWork } from "./other-work.ts";

describe("busySecondsIn", () => {
  it("adds all but idle time, waiting, and guest time, which is counted twice", () => {
    assert.equal(busySecondsIn("cpu  100 200 300 9999 9999 10 20 70 5000 5000\ncpu0 1 1 1 1\n"), 7);
  });
});

describe("watchOtherWork", () => {
  it("does not count the work of this process or of the engines as other work", async () => {
    const others = await watchOtherWork();
    const start = process.cpuUsage();
    for (
      let used = process.cpuUsage(start);
      used.user + used.system < 300_000;
      used = process.cpuUsage(start)
    );
    assert.equal(await others.stop(1_000_000), 0);
  });
});
