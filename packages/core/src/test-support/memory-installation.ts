import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { ResultPasswords } from "../conversion/options/index.ts";
import { enqueueJob } from "../flow/enqueue-job.ts";
import { newJobId } from "../flow/job-id.ts";
import { storeSource } from "../flow/store-source.ts";
import { type Submitted, submitJob } from "../flow/submit-job.ts";
import type { WorkerParts } from "../flow/worker-parts.ts";
import type { CallbackTarget } from "../job/callback.ts";
import type { Job } from "../job/job.ts";
import { defaultJobPolicy } from "../job/job-policy.ts";
import { HandClock } from "../memory/hand-clock.ts";
import { newMemoryBackend } from "../memory/memory-backend.ts";
import { MemoryConverter } from "../memory/memory-converter.ts";
import type { Delivery } from "../seams/job-queue.ts";

/** A whole installation in memory, with a clock that the test controls. `await using` removes it. */
export async function newMemoryInstallation() {
  const clock = new HandClock();
  const backend = newMemoryBackend({ clock });
  const workFolder = await mkdtemp(join(tmpdir(), "installation-"));
  const policy = defaultJobPolicy;
  const converter = new MemoryConverter();
  const worker: WorkerParts = {
    name: "worker-1",
    backend,
    converter,
    policy,
    clock,
    workFolder,
    heartbeatIntervalMs: 5,
  };

  /** Creates a job for a text, which holds options for MemoryConverter, and for `more` texts beside it. */
  async function submit(
    text: string,
    {
      jobId = newJobId(clock.now()),
      owner = "owner-1",
      password = null,
      resultPasswords = null,
      more = [],
      callbacks = [],
    }: {
      jobId?: string;
      owner?: string;
      password?: string | null;
      resultPasswords?: ResultPasswords | null;
      more?: readonly string[];
      callbacks?: readonly CallbackTarget[];
    } = {},
  ) {
    const store = (content: string) => {
      const stream = Readable.from([Buffer.from(content)]);
      const upload = { jobId, filename: "deck.txt", format: "txt", stream, maxBytes: 1_000 } as const;
      return storeSource(backend.files, upload);
    };
    const source = await store(text);
    const moreSources = await Promise.all(more.map(store));
    const asked = { format: "pdf", options: {}, password, resultPasswords, batch: null, callbacks } as const;
    return submitJob(backend, { jobId, owner, source, moreSources, ...asked }, { policy, clock });
  }

  async function submitAndSend(text: string, options = {}): Promise<Submitted> {
    const submitted = await submit(text, options);
    await enqueueJob(backend, submitted.job, { policy, clock });
    return submitted;
  }

  async function delivery(): Promise<Delivery> {
    const received = await backend.queue.receive({ waitMs: 0 });
    assert.ok(received !== undefined, "there is no message");
    return received;
  }

  async function find({ id }: Job): Promise<Job> {
    const job = await backend.jobs.find(id);
    assert.ok(job !== undefined, "the job is missing");
    return job;
  }

  /** Every file of the storage. */
  async function stored(): Promise<string[]> {
    const keys: string[] = [];
    for (const prefix of ["sources", "results"])
      for await (const { key } of backend.files.list(prefix, Infinity)) keys.push(key);
    return keys;
  }

  return {
    ...{ backend, clock, policy, worker, submit, submitAndSend, delivery, find, stored },
    foldersLeft: () => readdir(workFolder),
    [Symbol.asyncDispose]: () => rm(workFolder, { recursive: true, force: true }),
  };
}
