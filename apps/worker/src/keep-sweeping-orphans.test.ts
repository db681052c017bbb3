import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError, defaultJobPolicy, type SweeperParts, systemClock } from "@platen/core";
import { eventually } from "@platen/core/contracts";
import { newMemoryBackend } from "@platen/core/memory";
import { pino } from "pino";
import { keepSweepingOrphans } from "./keep-sweeping-orphans.ts";

const hourMs = 3_600_000;

/** An installation in which every file is old. */
async function installationWith(files: number) {
  const backend = newMemoryBackend();
  for (let number = 0; number < files; number += 1)
    await backend.files.write(`sources/gone-${number}/file`, Readable.from(["left behind"]));
  const clock = { now: () => Date.now() + 3 * hourMs, random: systemClock.random };
  const left = async () => (await Array.fromAsync(backend.files.list("sources", Infinity))).length;
  const sweeper = (name: string): SweeperParts => ({ name, backend, policy: defaultJobPolicy, clock });
  return { backend, sweeper, left };
}

function start(sweeper: SweeperParts, everyMs = 5) {
  const stop = new AbortController();
  const lines: Record<string, unknown>[] = [];
  const log = pino({}, { write: (line) => lines.push(JSON.parse(line)) });
  const ended = keepSweepingOrphans({ sweeper, log }, stop.signal, everyMs);
  const end = () => {
    stop.abort();
    return ended;
  };
  return { lines, end };
}

describe("keepSweepingOrphans", () => {
  it("removes old files without a job, and tells how many", async () => {
    const { sweeper, left } = await installationWith(250);
    const { lines, end } = start(sweeper("worker-1"));
    await eventually(async () => assert.equal(await left(), 0));
    await end();
    assert.deepEqual(
      lines.map(({ removed }) => removed),
      [250],
    );
  });

  it("lets one of many workers look", async () => {
    const { backend, sweeper, left } = await installationWith(3);
    const list = backend.files.list.bind(backend.files);
    const lookers = new Set<string>();
    const workers = ["worker-1", "worker-2", "worker-3"].map((name) => {
      const files = Object.create(backend.files, {
        list: { value: (prefix: string, olderThan: number) => lookers.add(name) && list(prefix, olderThan) },
        removeFiles: { value: backend.files.removeFiles.bind(backend.files) },
      });
      return start({ ...sweeper(name), backend: { ...backend, files } });
    });
    await eventually(async () => assert.equal(await left(), 0));
    await sleep(50);
    await Promise.all(workers.map(({ end }) => end()));
    assert.equal(lookers.size, 1);
  });

  it("stops within a second in the middle of many files", async () => {
    const { backend, sweeper, left } = await installationWith(5_000);
    const removeFiles = backend.files.removeFiles.bind(backend.files);
    backend.files.removeFiles = async (keys) => {
      await sleep(100);
      return removeFiles(keys);
    };
    const { end } = start(sweeper("worker-1"));
    await eventually(async () => assert.ok((await left()) < 5_000));
    const startedAt = performance.now();
    await end();
    assert.ok(performance.now() - startedAt < 1_000);
    assert.ok((await left()) > 0);
  });

  it("goes on after something was away, and tells of it", async () => {
    const { backend, sweeper, left } = await installationWith(1);
    const takeTurn = backend.jobs.takeTurn.bind(backend.jobs);
    let failures = 1;
    backend.jobs.takeTurn = (name, holder, time) => {
      failures -= 1;
      if (failures < 0) return takeTurn(name, holder, time);
      return Promise.reject(new AppError("unavailable", "job_store_unavailable", "It is away. Wait."));
    };
    const { lines, end } = start(sweeper("worker-1"));
    await eventually(async () => assert.equal(await left(), 0));
    await end();
    assert.equal(lines[0]?.code, "job_store_unavailable");
  });

  it("looks at nothing where old files go by themselves", async () => {
    const { backend, sweeper, left } = await installationWith(1);
    const { end } = start({ ...sweeper("worker-1"), backend: { ...backend, removesOldFiles: true } });
    await sleep(50);
    await end();
    assert.equal(await left(), 1);
  });
});
