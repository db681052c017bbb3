import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { parseProcessStat, processTreeOf } from "./process-stat.ts";
import { childSecondsOf } from "./process-tree-account.ts";

const stat = (id: number, parent: number) =>
  `${id} (so) ffice.bin) S ${parent} 1 1 0 -1 4194560 9 9 0 0 10 20 30 40 20 0 1 0 5 5 5`;

describe("parseProcessStat", () => {
  it("handles a name with spaces and parentheses", () => {
    assert.deepEqual(parseProcessStat(stat(7, 3)), { id: 7, parentId: 3, cpuTicks: 100 });
  });

  it("reads the stat file of this process", () => {
    const own = parseProcessStat(readFileSync("/proc/self/stat", "utf8"));
    assert.equal(own?.id, process.pid);
    assert.equal(own?.parentId, process.ppid);
  });

  it("returns undefined for truncated text", () => {
    assert.equal(parseProcessStat("7 (soffice) S 3"), undefined);
  });
});

describe("processTreeOf", () => {
  it("finds descendants in any order, and no other process", () => {
    const all = [stat(9, 8), stat(8, 7), stat(7, 1), stat(5, 1)].flatMap(
      (text) => parseProcessStat(text) ?? [],
    );
    assert.deepEqual(
      processTreeOf([7], all).map(({ id }) => id),
      [9, 8, 7],
    );
  });
});

describe("childSecondsOf", () => {
  it("reads the line about children", () => {
    assert.equal(childSecondsOf("0m0.10s 0m0.20s\n1m2.50s 0m0.25s\n"), 62.75);
  });
});
