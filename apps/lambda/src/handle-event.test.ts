import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import { AppError, defaultJobPolicy, systemClock } from "@platen/core";
import { newJob } from "@platen/core/contracts";
import { MemoryConverter, newMemoryBackend } from "@platen/core/memory";
import { pino } from "pino";
import { type FunctionParts, handleEvent } from "./handle-event.ts";

const scheduled = { source: "aws.events", "detail-type": "Scheduled Event" };
const done = { batchItemFailures: [] };
const hourMs = 3_600_000;

function newFunction() {
  const lines: Record<string, unknown>[] = [];
  const backend = { ...newMemoryBackend(), deadLetters: newMemoryBackend().queue };
  let elapsedMs = 0;
  const parts: FunctionParts = {
    worker: {
      name: "lambda-1",
      backend,
      converter: new MemoryConverter(),
      policy: defaultJobPolicy,
      clock: { ...systemClock, now: () => Date.now() + elapsedMs },
      workFolder: "unused",
      heartbeatIntervalMs: 50,
    },
    deliveries: { of: () => undefined, close: async () => undefined },
    log: pino({}, { write: (line) => lines.push(JSON.parse(line)) }),
  };
  const pass = (ms: number) => {
    elapsedMs += ms;
  };
  return { backend, lines, pass, call: (event: unknown) => handleEvent(parts, event, going) };
}

const going = new AbortController().signal;

describe("the function, called by a schedule", () => {
  it("ends when every job of its sweep fails, and tells why once", async () => {
    const { backend, lines, call } = newFunction();
    backend.queue.send = () =>
      Promise.reject(new AppError("unavailable", "job_queue_unavailable", "It is away. Wait."));
    for (let made = 0; made < 100; made += 1) await backend.jobs.create(newJob({ dueAt: 0 }));
    assert.deepEqual(await call(scheduled), done);
    assert.deepEqual(
      lines.map(({ code }) => code),
      ["job_queue_unavailable"],
    );
  });

  it("ends the jobs of messages that the queue set aside", async () => {
    const { backend, lines, call } = newFunction();
    const job = newJob();
    await backend.jobs.create(job);
    await backend.deadLetters.send(job.id, { owner: job.owner });
    assert.deepEqual(await call(scheduled), done);
    assert.equal((await backend.jobs.find(job.id))?.error?.code, "worker_lost");
    assert.equal(lines.find(({ jobId }) => jobId === job.id)?.code, "worker_lost");
  });

  it("removes files without a job when the hourly schedule calls, and only then", async () => {
    const { backend, pass, call } = newFunction();
    await backend.files.write("sources/gone/file", Readable.from(["left behind"]));
    pass(2 * hourMs);
    assert.deepEqual(await call(scheduled), done);
    assert.ok(await backend.files.read("sources/gone/file"));
    assert.deepEqual(await call({ sweep: "orphans" }), done);
    assert.equal(await backend.files.read("sources/gone/file"), undefined);
  });
});
