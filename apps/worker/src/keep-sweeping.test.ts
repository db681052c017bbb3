import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AppError, type Backend, defaultJobPolicy, type JobQueue, systemClock } from "@platen/core";
import { eventually, newJob } from "@platen/core/contracts";
import { newMemoryBackend } from "@platen/core/memory";
import { pino } from "pino";
import { Registry } from "prom-client";
import { keepSweeping } from "./keep-sweeping.ts";
import { openWorkerMetrics } from "./worker-metrics.ts";

describe("keepSweeping", () => {
  /** Sweeps until `isDone`, and gives the lines of the log. */
  async function sweep(
    removeStale: () => Promise<number>,
    isDone: () => boolean,
    { backend = newMemoryBackend() as Backend, intervalMs = 5, stop = new AbortController() } = {},
  ): Promise<string[]> {
    const lines: string[] = [];
    const sweeping = keepSweeping(
      {
        sweeper: {
          name: "worker-1",
          backend,
          policy: defaultJobPolicy,
          clock: systemClock,
        },
        workFolder: {
          path: "unused",
          remove: async () => undefined,
          removeStale: () => removeStale().finally(() => isDone() && stop.abort()),
        },
        log: pino({}, { write: (line) => void lines.push(line) }),
        metrics: openWorkerMetrics(new Registry(), 1),
        intervalMs,
      },
      stop.signal,
    );
    await sweeping;
    return lines;
  }

  it("goes on after something was away, and after a bug, and tells of both", async () => {
    let turns = 0;
    const lines = await sweep(
      async () => {
        turns += 1;
        if (turns === 1) throw new AppError("unavailable", "job_store_unavailable", "It is away. Wait.");
        if (turns === 2) throw new TypeError("a bug");
        return 0;
      },
      () => turns === 3,
    );
    assert.equal(turns, 3);
    assert.match(lines[0] ?? "", /"level":40.*job_store_unavailable/);
    assert.match(lines[1] ?? "", /"level":50.*TypeError: a bug/);
  });

  it("tells once in a sweep what kept many jobs from being put right", async () => {
    const backend = newMemoryBackend();
    const away = new AppError("unavailable", "job_queue_unavailable", "It is away. Wait.");
    backend.queue.send = () => Promise.reject(away);
    for (let made = 0; made < 3; made += 1) await backend.jobs.create(newJob({ dueAt: 0 }));
    let turns = 0;
    const lines = await sweep(
      async () => {
        turns += 1;
        return 0;
      },
      () => turns === 2,
      { backend },
    );
    assert.equal(lines.filter((line) => line.includes("job_queue_unavailable")).length, 1, lines.join(""));
  });

  it("tells of trouble with single jobs, and waits for its next turn before it tries them again", async () => {
    const backend = newMemoryBackend();
    const away = new AppError("unavailable", "job_queue_unavailable", "It is away. Wait.");
    let sends = 0;
    const queue = Object.assign(Object.create(backend.queue), {
      send: () => {
        sends += 1;
        return Promise.reject(away);
      },
    });
    for (let count = 0; count < 100; count += 1) await backend.jobs.create(newJob({ dueAt: 0 }));
    let turns = 0;
    const lines = await sweep(
      async () => {
        turns += 1;
        return 0;
      },
      () => turns === 2,
      { backend: { ...backend, queue } },
    );
    assert.ok(sends <= 200);
    assert.match(lines[0] ?? "", /"level":40.*job_queue_unavailable/);
  });

  /** Sweeps until it is told to stop; the lines of the log come as they are written. */
  function startSweeping(deadLetters: JobQueue) {
    const stop = new AbortController();
    const lines: Record<string, unknown>[] = [];
    const backend = { ...newMemoryBackend({ visibilityMs: 50 }), deadLetters };
    const ended = keepSweeping(
      {
        sweeper: { name: "worker-1", backend, policy: defaultJobPolicy, clock: systemClock },
        workFolder: { path: "unused", remove: async () => undefined, removeStale: async () => 0 },
        log: pino({ level: "debug" }, { write: (line) => lines.push(JSON.parse(line)) }),
        metrics: openWorkerMetrics(new Registry(), 1),
        intervalMs: 20,
      },
      stop.signal,
    );
    const end = () => {
      stop.abort();
      return ended;
    };
    return { backend, lines, end };
  }

  it("ends the job of each message that was set aside, with a line in the log", async () => {
    const aside = newMemoryBackend({ visibilityMs: 50 }).queue;
    const { backend, lines, end } = startSweeping(aside);
    const job = newJob();
    await backend.jobs.create(job);
    await aside.send(job.id, { owner: job.owner });
    await eventually(async () => assert.equal((await backend.jobs.find(job.id))?.error?.code, "worker_lost"));
    await eventually(async () =>
      assert.equal(lines.find(({ jobId }) => jobId === job.id)?.code, "worker_lost"),
    );
    assert.equal(await aside.depth(), 0);
    await end();
  });

  it("goes on when the queue was away, and completes the message that was set aside when it comes again", async () => {
    const away = new AppError("unavailable", "job_queue_unavailable", "It is away. Wait.");
    const aside = newMemoryBackend({ visibilityMs: 50 }).queue;
    let failures = 1;
    const receive = aside.receive.bind(aside);
    aside.receive = async (options) => {
      const delivery = await receive(options);
      if (delivery === undefined || failures === 0) return delivery;
      failures -= 1;
      return { ...delivery, complete: () => Promise.reject(away) };
    };
    const { backend, lines, end } = startSweeping(aside);
    const job = newJob();
    await backend.jobs.create(job);
    await aside.send(job.id, { owner: job.owner });
    const ends = () => lines.filter(({ jobId }) => jobId === job.id);
    await eventually(async () => assert.equal(ends().at(-1)?.reason, "finished"));
    assert.equal((await backend.jobs.find(job.id))?.error?.code, "worker_lost");
    assert.equal(lines.find(({ level }) => level === 40)?.because, "It is away. Wait.");
    await end();
  });

  it("stops in the middle of a pause", async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 20);
    let turns = 0;
    await sweep(
      async () => {
        turns += 1;
        return 0;
      },
      () => true,
      { stop, intervalMs: 3_000_000 },
    );
    assert.equal(turns, 0);
  });
});
