import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Converter,
  cancelJob,
  defaultJobPolicy,
  enqueueJob,
  type Job,
  newJobId,
  storeSource,
  submitJob,
  systemClock,
} from "@platen/core";
import { type MemoryBackend, MemoryConverter, newMemoryBackend } from "@platen/core/memory";
import { pino } from "pino";
import { Registry } from "prom-client";
import { startWorker, type Worker } from "./start-worker.ts";
import { openWorkFolder, type WorkFolder } from "./work-folder.ts";

const timing = { policy: defaultJobPolicy, clock: systemClock };

describe("a worker", () => {
  let backend: MemoryBackend;
  let parent: string;
  let workFolder: WorkFolder;
  let registry: Registry;
  let lines: Record<string, unknown>[];
  let worker: Worker | undefined;

  beforeEach(async () => {
    backend = newMemoryBackend();
    parent = await mkdtemp(join(tmpdir(), "platen-test-"));
    workFolder = await openWorkFolder(parent);
    registry = new Registry();
    lines = [];
  });

  afterEach(async () => {
    await worker?.stop();
    worker = undefined;
    await rm(parent, { recursive: true, force: true });
  });

  function start(given: { slots?: number; drainMs?: number; converter?: Converter } = {}): Worker {
    const log = pino({ level: "debug" }, { write: (line) => lines.push(JSON.parse(line)) });
    const converter = given.converter ?? new MemoryConverter();
    const { slots = 2, drainMs = 30_000 } = given;
    worker = startWorker({
      worker: {
        name: "worker-1",
        ...timing,
        backend,
        converter,
        workFolder: workFolder.path,
        heartbeatIntervalMs: 50,
      },
      sweepIntervalMs: 50,
      workFolder,
      log,
      registry,
      slots,
      drainMs,
    });
    return worker;
  }

  async function submit(content: string, { isSent = true } = {}): Promise<Job> {
    const jobId = newJobId(Date.now());
    const stream = Readable.from([content]);
    const upload = { jobId, filename: "secret plan.pptx", format: "pptx", stream, maxBytes: 1_000 } as const;
    const source = await storeSource(backend.files, upload);
    const submission = { owner: "anyone", format: "pdf", options: {}, password: null, batch: null } as const;
    const policy = isSent ? defaultJobPolicy : { ...defaultJobPolicy, sendGraceMs: 0 };
    const { job } = await submitJob(
      backend,
      { jobId, source, ...submission },
      { policy, clock: systemClock },
    );
    if (isSent) await enqueueJob(backend, job, timing);
    return job;
  }

  async function become(id: string, ...wanted: Job["status"][]): Promise<Job> {
    for (;;) {
      const job = await backend.jobs.find(id);
      assert.ok(job);
      if (wanted.includes(job.status)) return job;
      await sleep(10);
    }
  }

  it("converts what is in the queue and logs one line for each job, without its name", async () => {
    start();
    const { id } = await submit("platen-pages=3");
    assert.equal((await become(id, "succeeded")).result?.pages, 3);
    await worker?.stop();
    const [line, ...others] = lines.filter(({ jobId }) => jobId === id);
    assert.deepEqual(others, []);
    assert.equal(line?.msg, "job succeeded");
    assert.equal(line?.attempt, 1);
    assert.doesNotMatch(JSON.stringify(lines), /secret/);
    assert.deepEqual(await readdir(workFolder.path), []);
  });

  it("tells the code of a failure", async () => {
    start();
    const { id } = await submit("platen-fail=source_corrupt");
    assert.equal((await become(id, "failed")).error?.code, "source_corrupt");
    await worker?.stop();
    assert.equal(lines.find(({ jobId }) => jobId === id)?.code, "source_corrupt");
  });

  it("never converts more than its slots at once", async () => {
    let running = 0;
    let most = 0;
    const memory = new MemoryConverter({ durationMs: 60 });
    const counting: Converter = {
      ...stillOf(memory),
      convert: async (request, context) => {
        running += 1;
        most = Math.max(most, running);
        return memory.convert(request, context).finally(() => {
          running -= 1;
        });
      },
    };
    start({ slots: 2, converter: counting });
    const jobs = await Promise.all(Array.from({ length: 6 }, (_, place) => submit(`job ${place}`)));
    for (const { id } of jobs) await become(id, "succeeded");
    assert.equal(most, 2);
  });

  it("lets a conversion end before it stops", async () => {
    const stopping = start();
    const { id } = await submit("platen-takes=400");
    await become(id, "processing");
    await stopping.stop();
    assert.equal((await backend.jobs.find(id))?.status, "succeeded");
  });

  it("gives back what is not ready when draining ends, at no cost and without delay", async () => {
    const stopping = start({ drainMs: 50 });
    const { id } = await submit("platen-takes=60000");
    await become(id, "processing");
    await stopping.stop();
    const job = await become(id, "queued");
    assert.deepEqual([job.releases, job.failures, job.losses], [1, 0, 0]);
    assert.ok(job.notBefore <= Date.now());
    assert.deepEqual(await readdir(workFolder.path), []);
  });

  it("takes no job once it stops", async () => {
    await start().stop();
    const { id } = await submit("late");
    await sleep(100);
    assert.equal((await backend.jobs.find(id))?.status, "queued");
  });

  it("kills the conversion of a canceled job", async () => {
    start();
    const { id } = await submit("platen-takes=600000");
    await become(id, "processing");
    await cancelJob(backend.jobs, id, timing);
    for (const { busyFrom } = { busyFrom: Date.now() }; (await busySlots()) > 0; await sleep(20)) {
      assert.ok(Date.now() - busyFrom < 30_000, "the slot is still busy");
    }
    assert.equal((await backend.jobs.find(id))?.status, "canceled");
  });

  it("sweeps: a job whose message was never sent is converted all the same", async () => {
    start();
    const { id } = await submit("never sent", { isSent: false });
    await become(id, "succeeded");
  });

  it("shows its numbers in the registry that it was given", async () => {
    start({ slots: 2 });
    const { id } = await submit("platen-fail=source_corrupt");
    await become(id, "failed");
    await worker?.stop();
    const shown = await registry.metrics();
    assert.match(shown, /platen_runs_total\{outcome="failed",code="source_corrupt"\} 1/);
    assert.match(shown, /platen_worker_slots 2/);
    assert.match(shown, /platen_wait_seconds_count 1/);
  });

  it("logs where an engine has a bug, not its words, and goes on", async () => {
    const memory = new MemoryConverter();
    let calls = 0;
    const buggy: Converter = {
      ...stillOf(memory),
      convert: async (request, context) => {
        calls += 1;
        if (calls === 1) throw new TypeError("a bug in an engine");
        return memory.convert(request, context);
      },
    };
    start({ converter: buggy });
    const { id } = await submit("anything");
    await become(id, "succeeded");
    const line = lines.find(({ msg }) => msg === "job again");
    assert.match(String(line?.detail), /TypeError.*start-worker\.test\.ts/);
    assert.doesNotMatch(JSON.stringify(lines), /a bug in an engine/);
  });

  async function busySlots(): Promise<number> {
    const metric = await registry.getSingleMetric("platen_worker_busy_slots")?.get();
    return metric?.values[0]?.value ?? 0;
  }
});

/** Everything of a converter but converting. */
function stillOf(converter: Converter): Omit<Converter, "convert"> {
  return {
    drawFirstPage: (pdf, folder, signal) => converter.drawFirstPage(pdf, folder, signal),
    describe: () => converter.describe(),
    ping: () => converter.ping(),
    close: () => converter.close(),
  };
}
