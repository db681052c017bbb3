import assert from "node:assert/strict";
import { it } from "node:test";
import { AppError, defaultJobPolicy, type JobQueue, systemClock } from "@platen/core";
import { eventually, newJob } from "@platen/core/contracts";
import { MemoryConverter, newMemoryBackend } from "@platen/core/memory";
import { pino } from "pino";
import { endDeadLetters } from "./end-dead-letters.ts";

/** Jobs in one memory, with a second queue for what was set aside. */
function newBackends(deadLetters: (queue: JobQueue) => JobQueue = (queue) => queue) {
  const backend = newMemoryBackend({ visibilityMs: 50 });
  const aside = newMemoryBackend({ visibilityMs: 50 }).queue;
  const lines: Record<string, unknown>[] = [];
  const worker = {
    name: "worker-1",
    backend,
    converter: new MemoryConverter(),
    policy: defaultJobPolicy,
    clock: systemClock,
    workFolder: "unused",
    lookEveryMs: 50,
  };
  const log = pino({ level: "debug" }, { write: (line) => lines.push(JSON.parse(line)) });
  return { backend, aside, lines, parts: { worker, log, waitMs: 100, deadLetters: deadLetters(aside) } };
}

it("ends the job of each message that was set aside, with a line in the log, until it is stopped", async () => {
  const { backend, aside, lines, parts } = newBackends();
  const stop = new AbortController();
  const ending = endDeadLetters(parts, stop.signal);
  const job = newJob();
  await backend.jobs.create(job);
  await aside.send(job.id, { owner: job.owner });
  await eventually(async () => assert.equal((await backend.jobs.find(job.id))?.error?.code, "worker_lost"));
  await eventually(async () =>
    assert.equal(lines.find(({ jobId }) => jobId === job.id)?.code, "worker_lost"),
  );
  assert.equal(await aside.depth(), 0);
  stop.abort();
  await ending;
});

it("goes on when the queue was away, and completes the message when it comes again", async () => {
  const away = new AppError("unavailable", "job_queue_unavailable", "It is away. Wait.");
  let failures = 1;
  const { backend, aside, lines, parts } = newBackends((queue) => ({
    send: queue.send.bind(queue),
    depth: queue.depth.bind(queue),
    ahead: queue.ahead.bind(queue),
    ping: queue.ping.bind(queue),
    close: queue.close.bind(queue),
    receive: async (options) => {
      const delivery = await queue.receive(options);
      if (delivery === undefined || failures === 0) return delivery;
      failures -= 1;
      return { ...delivery, complete: () => Promise.reject(away) };
    },
  }));
  const stop = new AbortController();
  const ending = endDeadLetters(parts, stop.signal);
  const job = newJob();
  await backend.jobs.create(job);
  await aside.send(job.id, { owner: job.owner });
  const ends = () => lines.filter(({ jobId }) => jobId === job.id);
  await eventually(async () => assert.equal(ends().at(-1)?.reason, "finished"));
  assert.equal((await backend.jobs.find(job.id))?.error?.code, "worker_lost");
  assert.equal(lines.find(({ level }) => level === 40)?.because, "It is away. Wait.");
  stop.abort();
  await ending;
});
