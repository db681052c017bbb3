import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { privateBytesIn } from "./own-memory.ts";

describe("privateBytesIn", () => {
  it("adds private memory only", () => {
    const rollup = `00400000-7ffd2000 ---p 00000000 00:00 0 [rollup]
Rss:              100 kB
Pss:               60 kB
Shared_Clean:      50 kB
Shared_Dirty:       5 kB
Private_Clean:     10 kB
Private_Dirty:     32 kB
Private_Hugetlb:    3 kB
`;
    assert.equal(privateBytesIn(rollup), 45 * 1024);
  });

  it("counts 0 for a process that has ended", () => {
    assert.equal(privateBytesIn(""), 0);
  });
});
