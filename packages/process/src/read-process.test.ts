import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, it } from "node:test";
import { readMemory } from "./process-memory.ts";
import {
  descendantsOf,
  parseProcessStat,
  processTreeOf,
  readProcess,
  ticksPerSecond,
} from "./read-process.ts";

const stat = (pid: number, parent: number) =>
  `${pid} (so) ffice.bin) S ${parent} 1 1 0 -1 4194560 9 9 0 0 10 20 30 40 20 0 1 0 5 5 5`;

describe("a process", () => {
  it("is read past a name with blanks and parentheses, as this kernel writes it", async () => {
    const name = "a) Z 1 (b c) 9";
    const script = 'printf "%s" "$0" > "/proc/$$/comm"; echo named; read line';
    const child = spawn("sh", ["-c", script, name], { stdio: ["pipe", "pipe", "inherit"] });
    try {
      await once(child.stdout, "data");
      const found = readProcess(child.pid ?? 0);
      assert.equal(found?.name, name);
      assert.equal(found.parent, process.pid);
      assert.notEqual(found.state, "Z");
      assert.match(found.birth, /^\d+$/);
    } finally {
      child.stdin.end();
    }
  });

  it("has the times, the parent and the birth at the places where the kernel puts them", () => {
    const expected = { pid: 7, name: "so) ffice.bin", state: "S", parent: 3, cpuTicks: 100, birth: "5" };
    assert.deepEqual(parseProcessStat(stat(7, 3)), expected);
  });

  it("is this one, with its parent and the time that it has used", () => {
    const { user, system } = process.cpuUsage();
    const own = readProcess(process.pid);
    assert.equal(own?.pid, process.pid);
    assert.equal(own.parent, process.ppid);
    // Two times, each without what is less than a tick.
    assert.ok((own.cpuTicks + 2) / ticksPerSecond >= (user + system) / 1e6);
  });

  it("is none where the text is cut off, or where no process has the id", () => {
    assert.equal(parseProcessStat("7 (soffice) S 3"), undefined);
    assert.equal(parseProcessStat(""), undefined);
    assert.equal(readProcess(0), undefined);
  });
});

describe("a tree of processes", () => {
  it("is found with children's children in any order, and nobody else", () => {
    const all = [stat(9, 8), stat(8, 7), stat(7, 1), stat(5, 1)].flatMap(
      (text) => parseProcessStat(text) ?? [],
    );
    assert.deepEqual(
      processTreeOf([7], all).map(({ pid }) => pid),
      [9, 8, 7],
    );
  });

  it("holds this process among what its parent has started, but not the parent", () => {
    const pids = descendantsOf(process.ppid).map(({ pid }) => pid);
    assert.ok(pids.includes(process.pid));
    assert.ok(!pids.includes(process.ppid));
  });
});

describe("the memory of a process", () => {
  it("is what the kernel counts, in bytes", () => {
    const memory = readMemory(process.pid);
    assert.ok(memory !== undefined);
    const { rss } = process.memoryUsage();
    assert.ok(Math.abs(memory.residentBytes - rss) < 0.2 * rss, `${memory.residentBytes} of ${rss}`);
    assert.ok(memory.peakResidentBytes >= memory.residentBytes);
    assert.ok(memory.addressSpaceBytes > memory.residentBytes);
    assert.ok(memory.peakAddressSpaceBytes >= memory.addressSpaceBytes);
  });

  it("is unknown of a process that is not there", () => {
    assert.equal(readMemory(0), undefined);
  });
});
