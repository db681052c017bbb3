import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { after, before, describe, it } from "node:test";
import { emulatedAccess, newInstallation, receiveAsLambda, startMinistack } from "@platen/aws/test-support";
import { backendSettings, openBackend } from "@platen/backend";
import {
  type Backend,
  closeBackend,
  defaultJobPolicy,
  enqueueJob,
  type Job,
  newJobId,
  storeSource,
  submitJob,
  systemClock,
} from "@platen/core";
import { readSettings } from "@platen/program";
import { createPresentation } from "@platen/test-documents";
import { type RunningFunction, startFunction } from "./start-function.ts";

describe("the worker as a Lambda function", () => {
  const closing: (() => unknown)[] = [];
  let backend: Backend;
  let lambda: RunningFunction;
  let queueUrl = "";
  let endpoint = "";

  before(async () => {
    const ministack = await startMinistack();
    closing.push(() => ministack.stop());
    const { settings } = await newInstallation(emulatedAccess(ministack));
    ({ queueUrl } = settings);
    ({ endpoint } = ministack);
    const folder = await mkdtemp(join(tmpdir(), "platen-lambda-"));
    closing.push(() => rm(folder, { recursive: true }));
    const environment = {
      BACKEND: "aws",
      AWS_REGION: settings.region,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ANSWER_WITHIN_MS: "10000",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      QUEUE_URL: queueUrl,
      BUCKET: settings.bucket,
      TABLE: settings.table,
    };
    Object.assign(process.env, environment);
    const { backend: read } = readSettings({ backend: backendSettings }, environment);
    backend = await openBackend(read, { visibilityMs: 60_000 });
    closing.unshift(() => closeBackend(backend));
    const { PATH = "", AWS_LAMBDA_RIE: emulator, PLATEN_TEST_FUNCTION: command } = process.env;
    lambda = await startFunction({ PATH, ...environment, WORK_PATH: folder }, { emulator, command });
    closing.unshift(() => lambda.stop());
  });
  after(async () => {
    for (const close of closing) await close();
  });

  async function submit(content: Uint8Array): Promise<Job> {
    const clock = systemClock;
    const jobId = newJobId(clock.now());
    const stream = Readable.from([content]);
    const source = await storeSource(backend.files, {
      jobId,
      filename: "a.pptx",
      format: "pptx",
      stream,
      maxBytes: 1e6,
    });
    const rest = {
      owner: "public",
      source,
      format: "pdf" as const,
      options: {},
      password: null,
      batch: null,
    };
    const { job } = await submitJob(backend, { jobId, ...rest }, { policy: defaultJobPolicy, clock });
    await enqueueJob(backend, job, { policy: defaultJobPolicy, clock });
    return job;
  }

  it("converts the document of a message and lets Lambda delete the message", async () => {
    const job = await submit(createPresentation({ slides: [{ title: "One" }, { title: "Two" }] }));
    const event = await receiveAsLambda(endpoint, queueUrl);
    assert.deepEqual(await lambda.invoke(event), { batchItemFailures: [] });
    const ended = await backend.jobs.find(job.id);
    assert.equal(ended?.status, "succeeded");
    assert.equal(ended.result?.pages, 2);
  });

  it("leaves a message in the queue if another worker holds its job", async () => {
    const job = await submit(createPresentation({ slides: [{ title: "One" }] }));
    const event = await receiveAsLambda(endpoint, queueUrl);
    const current = (await backend.jobs.find(job.id)) ?? assert.fail();
    const taken = {
      ...current,
      status: "processing" as const,
      attempt: 1,
      leaseOwner: "another",
      leaseUntil: Date.now() + 60_000,
    };
    assert.ok(await backend.jobs.replace({ ...taken, revision: current.revision + 1 }, current.revision));
    const answer = await lambda.invoke(event);
    assert.deepEqual(answer, { batchItemFailures: [{ itemIdentifier: event.Records[0]?.messageId }] });
  });

  it("ignores a message that Platen did not send", async () => {
    const record = { messageId: "m-1", receiptHandle: "r-1", body: "hello", attributes: {} };
    const answer = await lambda.invoke({ Records: [record] });
    assert.deepEqual(answer, { batchItemFailures: [{ itemIdentifier: "m-1" }] });
  });

  it("sweeps on a scheduled event", async () => {
    const job = await submit(createPresentation({ slides: [{ title: "One" }] }));
    const current = (await backend.jobs.find(job.id)) ?? assert.fail();
    const overdue = { ...current, deadlineAt: 1, dueAt: 1, revision: current.revision + 1 };
    assert.ok(await backend.jobs.replace(overdue, current.revision));
    const answer = await lambda.invoke({ source: "aws.events", "detail-type": "Scheduled Event" });
    assert.deepEqual(answer, { batchItemFailures: [] });
    assert.equal((await backend.jobs.find(job.id))?.status, "expired");
  });

  it("ends the job of a message that the queue set aside when a schedule calls", async () => {
    const job = await submit(createPresentation({ slides: [{ title: "One" }] }));
    await backend.deadLetters?.send(job.id, { owner: job.owner });
    assert.deepEqual(await lambda.invoke({ source: "aws.events" }), { batchItemFailures: [] });
    assert.equal((await backend.jobs.find(job.id))?.error?.code, "worker_lost");
    assert.deepEqual(await lambda.invoke({ sweep: "orphans" }), { batchItemFailures: [] });
    assert.equal((await backend.jobs.find(job.id))?.error?.code, "worker_lost");
  });
});
