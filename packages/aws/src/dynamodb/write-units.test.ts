import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { it, type TestContext } from "node:test";
import { type ConsumedCapacity, DeleteTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  type Backend,
  type CallbackTarget,
  systemClock as clock,
  enqueueJob,
  newJobId,
  defaultJobPolicy as policy,
  runJob,
  storeSource,
  submitJob,
  sweepOnce,
} from "@platen/core";
import { MemoryConverter, newMemoryBackend } from "@platen/core/memory";
import { awsPlace, newName } from "../../test-support/aws-place.ts";
import { clientConfig } from "../client-config.ts";
import { createTable } from "../create/create-table.ts";
import { DynamoJobStore } from "./dynamo-job-store.ts";

const place = awsPlace();
const signal = new AbortController().signal;
const told = { kind: "webhook", url: "https://receiver.example/told", secret: null } as const;

/** A table, and the units that every write of a store on it has consumed, as DynamoDB counts them. */
async function openCounted(test: TestContext, options: { exactRemoval?: boolean } = {}) {
  const table = newName();
  const client = new DynamoDBClient(clientConfig("dynamodb", place.access()));
  await createTable(client, table);
  const writes: ConsumedCapacity[] = [];
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: "INDEXES" } });
        const { ConsumedCapacity: consumed } = answer.output as { ConsumedCapacity?: ConsumedCapacity };
        if (/Put|Update|Delete/.test(commandName ?? "") && consumed !== undefined) writes.push(consumed);
        return answer;
      },
    { step: "initialize" },
  );
  const jobs = new DynamoJobStore(client, table, options);
  const workFolder = await mkdtemp(join(tmpdir(), "write-units-"));
  test.after(async () => {
    await client.send(new DeleteTableCommand({ TableName: table }));
    await jobs.close();
    await rm(workFolder, { recursive: true });
  });
  const sum = (unitsOf: (consumed: ConsumedCapacity) => number | undefined) =>
    writes.reduce((total, consumed) => total + (unitsOf(consumed) ?? 0), 0);
  const ofIndex = (name: string) =>
    sum(({ GlobalSecondaryIndexes: indexes }) => indexes?.[name]?.CapacityUnits);
  const units = () => ({
    writes: writes.length,
    all: sum(({ CapacityUnits }) => CapacityUnits),
    table: sum(({ Table }) => Table?.CapacityUnits),
    due: ofIndex("due"),
    owner: ofIndex("owner"),
  });
  return { backend: { ...newMemoryBackend(), jobs } as Backend, workFolder, units };
}

interface Changes {
  readonly keepMs?: number;
  readonly callbacks?: readonly CallbackTarget[];
  readonly batch?: string | null;
}

/** A job of one second as web app and worker bring it through; the message is there long before the job's end. */
async function convertOne(
  { backend, workFolder }: { backend: Backend; workFolder: string },
  { keepMs = policy.keepMs, callbacks = [], batch = null }: Changes = {},
): Promise<string> {
  const jobId = newJobId(clock.now());
  const filename = "Quarterly figures of the northern branch, as of December.pptx";
  const stream = Readable.from([Buffer.from("platen-takes=1000")]);
  const source = await storeSource(backend.files, { jobId, filename, format: "pptx", stream, maxBytes: 99 });
  const asked = {
    format: "pdf",
    options: { pdfa: "2b", images: "screen" },
    password: null,
    batch,
  } as const;
  const timing = { policy: { ...policy, keepMs }, clock };
  const submission = { jobId, owner: "an-owner@example.com", source, callbacks, ...asked };
  const { job } = await submitJob(backend, submission, timing);
  const sent = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  const pause = () => {
    sent.resolve();
    return ended.promise;
  };
  const enqueued = enqueueJob(backend, job, { ...timing, pause });
  await sent.promise;
  const delivery = await backend.queue.receive({ waitMs: 1_000 });
  assert.ok(delivery !== undefined);
  const parts = { name: "worker-1", backend, converter: new MemoryConverter(), workFolder, ...timing };
  const { outcome } = await runJob({ ...parts, heartbeatIntervalMs: 700 }, delivery, signal);
  assert.equal(outcome, "succeeded");
  ended.resolve();
  await enqueued;
  return jobId;
}

it("takes at most 10 units to write for a job of one second, from its creation to its removal by the table", async (test) => {
  const counted = await openCounted(test);
  const jobId = await convertOne(counted);
  const { all, writes, table, due, owner } = counted.units();
  assert.ok(all <= 10, JSON.stringify(counted.units()));
  assert.equal(table, writes, "a row of more than 1 KB costs two units");
  assert.equal(due, 2, "once when it is created, and once when it is over");
  assert.equal(owner, 3, "when it is created, claimed and over");
  assert.equal((await counted.backend.jobs.find(jobId))?.status, "succeeded");
  const later = clock.now() + 400 * 86_400_000;
  for (const what of ["rescue", "removal"] as const)
    assert.deepEqual(await counted.backend.jobs.due(what, later, 9), []);
});

it("keeps a row below 1 KB that has a callback, and has it due until everybody was told", async (test) => {
  const counted = await openCounted(test);
  const jobId = await convertOne(counted, { callbacks: [told] });
  const { writes, table } = counted.units();
  assert.equal(table, writes);
  const [due] = await counted.backend.jobs.due("rescue", clock.now(), 9);
  assert.equal(due?.id, jobId);
  assert.equal(due.callbacks?.[0]?.state, "sending");
});

it("takes the job for gone once it was kept long enough, and gives its id to another", async (test) => {
  const { backend, workFolder } = await openCounted(test);
  const jobId = await convertOne({ backend, workFolder }, { keepMs: 0, batch: "a batch" });
  const job = await waitUntilForgotten(backend, jobId);
  assert.equal(await backend.jobs.batches.find("an-owner@example.com", "a batch"), undefined);
  assert.equal((await backend.jobs.usage("an-owner@example.com")).storedBytes, 0);
  const { jobs } = await backend.jobs.list("an-owner@example.com", {}, { limit: 9 });
  assert.deepEqual(jobs, []);
  assert.equal(await backend.jobs.create({ ...job, expiresAt: clock.now() + 60_000 }), true);
  assert.equal((await backend.jobs.find(jobId))?.id, jobId);
  assert.equal(await backend.jobs.create(job), false);
});

it("has the sweeper remove job and files in time where that is asked for", async (test) => {
  const counted = await openCounted(test, { exactRemoval: true });
  const { backend } = counted;
  const jobId = await convertOne(counted, { keepMs: 0 });
  assert.equal((await backend.jobs.find(jobId))?.id, jobId);
  const sweeper = { name: "sweeper", backend, policy, clock };
  assert.equal((await sweepOnce(sweeper, { orphans: false, signal })).removed, 1);
  assert.equal(await backend.jobs.find(jobId), undefined);
  assert.deepEqual(await Array.fromAsync(backend.files.list("sources", Infinity)), []);
  assert.deepEqual(await Array.fromAsync(backend.files.list("results", Infinity)), []);
  assert.ok(counted.units().all <= 15, JSON.stringify(counted.units()));
});

/** The row is still there, as it stays in DynamoDB for up to days; whole seconds decide. */
async function waitUntilForgotten({ jobs }: Backend, jobId: string) {
  const job = await jobs.find(jobId);
  assert.ok(job !== undefined);
  while ((await jobs.find(jobId)) !== undefined) await new Promise((resolve) => setTimeout(resolve, 50));
  return job;
}
