import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { WrongKeys } from "./wrong-keys.ts";

function guess(keys: WrongKeys, times: number, now = 0, address = "a"): void {
  for (let time = 0; time < times; time += 1) keys.noteWrong(address, now);
}

describe("WrongKeys", () => {
  it("lets some mistakes pass, and then makes the address wait longer and longer, up to a minute", () => {
    const keys = new WrongKeys();
    guess(keys, 4);
    assert.equal(keys.pauseMs("a", "x", 0), 0);
    const pauses: number[] = [];
    for (let time = 0; time < 9; time += 1) {
      guess(keys, 1);
      pauses.push(keys.pauseMs("a", "x", 0) / 1_000);
    }
    assert.deepEqual(pauses, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
    assert.equal(keys.pauseMs("a", "x", 20_000), 40_000);
    assert.equal(keys.pauseMs("a", "x", 60_000), 0);
    assert.equal(keys.pauseMs("b", "x", 0), 0);
  });

  it("keeps nobody waiting whose key was right at the same address before, but does at another one", () => {
    const keys = new WrongKeys();
    keys.noteRight("a", "right");
    guess(keys, 20);
    guess(keys, 20, 0, "b");
    assert.equal(keys.pauseMs("a", "right", 0), 0);
    assert.equal(keys.pauseMs("b", "right", 0), 60_000);
    assert.equal(keys.pauseMs("a", "new", 0), 60_000);
  });

  it("forgets after ten minutes without a wrong key", () => {
    const keys = new WrongKeys();
    guess(keys, 20);
    guess(keys, 1, 600_001);
    assert.equal(keys.pauseMs("a", "x", 600_001), 0);
  });

  it("remembers a bounded number of addresses, the newest", () => {
    const keys = new WrongKeys();
    guess(keys, 20);
    for (let other = 0; other < 9_999; other += 1) keys.noteWrong(`other ${other}`, 0);
    assert.equal(keys.pauseMs("a", "x", 0), 60_000);
    keys.noteWrong("one more", 0);
    assert.equal(keys.pauseMs("a", "x", 0), 0);
  });
});
