import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AppError } from "../app-error.ts";
import { eventually, sha256Of } from "../test-support/conditions.ts";
import { newMemoryInstallation } from "../test-support/memory-installation.ts";
import { cancelJob } from "./cancel-job.ts";
import { enqueueJob } from "./enqueue-job.ts";
import { removeJob } from "./remove-job.ts";
import { runJob } from "./run-job.ts";

const going = new AbortController().signal;
type Installation = Awaited<ReturnType<typeof newMemoryInstallation>>;

async function leaveNothing(installation: Installation): Promise<void> {
  assert.deepEqual(await installation.foldersLeft(), []);
}

/** Until the job is in a worker's hands. */
const processing = (installation: Installation, id: string) =>
  eventually(async () => assert.equal((await installation.backend.jobs.find(id))?.status, "processing"));

describe("runJob", () => {
  it("makes the result, shows it on the job, and only then completes the message", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("platen-pages=3");
    const report = await runJob(installation.worker, await installation.delivery(), going);
    assert.equal(report.outcome, "succeeded");
    assert.equal(report.attempt, 1);
    const ended = await installation.find(job);
    const { status, result } = ended;
    assert.equal(status, "succeeded");
    assert.deepEqual(Object.keys(ended).toSorted(), Object.keys(job).toSorted());
    assert.equal(result?.pages, 3);
    assert.equal(result?.filename, "deck.pdf");
    const stored = await installation.backend.files.read(result?.key ?? "none");
    assert.equal(await sha256Of(stored?.stream), result?.sha256);
    installation.clock.pass(3_600_000);
    assert.equal(await installation.backend.queue.depth(), 0);
    await leaveNothing(installation);
  });

  it("makes one result of all documents of the job, in their order", async () => {
    await using installation = await newMemoryInstallation();
    const more = ["platen-pages=4", "platen-pages=5"];
    const { job } = await installation.submitAndSend("platen-pages=3", { more });
    const report = await runJob(installation.worker, await installation.delivery(), going);
    assert.equal(report.outcome, "succeeded");
    assert.equal((await installation.find(job)).result?.pages, 12);
    await leaveNothing(installation);
  });

  it("reports the trace of the request that sent the message", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submit("platen-pages=1");
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    await enqueueJob(installation.backend, job, { ...installation, traceparent });
    assert.equal(
      (await runJob(installation.worker, await installation.delivery(), going)).traceparent,
      traceparent,
    );
  });

  it("ends the job with the reason when the document is to blame", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("platen-fail=source_corrupt");
    const report = await runJob(installation.worker, await installation.delivery(), going);
    assert.deepEqual([report.outcome, report.code], ["failed", "source_corrupt"]);
    const { status, error } = await installation.find(job);
    assert.deepEqual([status, error?.code, error?.attempt], ["failed", "source_corrupt", 1]);
    installation.clock.pass(3_600_000);
    assert.equal(await installation.backend.queue.depth(), 0);
    await leaveNothing(installation);
  });

  it("tries again after a crash, when the pause is over, until the failures are spent", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("platen-fail=engine_crashed");
    for (const expected of ["again", "again", "failed"]) {
      assert.equal(
        (await runJob(installation.worker, await installation.delivery(), going)).outcome,
        expected,
      );
      assert.equal(await installation.backend.queue.depth(), 0);
      installation.clock.pass(installation.policy.retryCapMs);
    }
    assert.equal((await installation.find(job)).failures, installation.policy.maxFailures);
    assert.equal(await installation.backend.queue.depth(), 0);
  });

  it("fails a job whose source is gone", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("text");
    await installation.backend.files.remove(job.source.key);
    await runJob(installation.worker, await installation.delivery(), going);
    assert.equal((await installation.find(job)).error?.code, "source_missing");
  });

  it("kills the conversion when its job is canceled", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("platen-takes=60000");
    const running = runJob(installation.worker, await installation.delivery(), going);
    await processing(installation, job.id);
    await cancelJob(installation.backend.jobs, job.id, installation);
    assert.equal((await running).outcome, "refused");
    assert.equal((await installation.find(job)).status, "canceled");
    installation.clock.pass(3_600_000);
    assert.equal(await installation.backend.queue.depth(), 0);
    await leaveNothing(installation);
  });

  it("kills the conversion when its job is removed, and leaves no file", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("platen-takes=60000");
    const running = runJob(installation.worker, await installation.delivery(), going);
    await processing(installation, job.id);
    assert.ok(await removeJob(installation.backend, job.id, installation));
    assert.equal((await running).outcome, "refused");
    assert.deepEqual(await installation.stored(), []);
    await leaveNothing(installation);
  });

  it("gives the job back at once when the worker stops", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("platen-takes=60000");
    const stop = new AbortController();
    const running = runJob(installation.worker, await installation.delivery(), stop.signal);
    await processing(installation, job.id);
    stop.abort();
    assert.equal((await running).outcome, "again");
    const { status, releases, failures } = await installation.find(job);
    assert.deepEqual([status, releases, failures], ["queued", 1, 0]);
    assert.equal(await installation.backend.queue.depth(), 1);
    await leaveNothing(installation);
  });

  it("takes no job any more when the worker has stopped already", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("text");
    const report = await runJob(installation.worker, await installation.delivery(), AbortSignal.abort());
    assert.deepEqual([report.outcome, report.reason], ["skipped", "draining"]);
    assert.equal((await installation.find(job)).attempt, 0);
    assert.equal(await installation.backend.queue.depth(), 1);
  });

  it("hides a message for the rest of another worker's lease", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("platen-takes=60000");
    const stop = new AbortController();
    const running = runJob(installation.worker, await installation.delivery(), stop.signal);
    await processing(installation, job.id);
    await installation.backend.queue.send(job.id, { owner: job.owner });
    const report = await runJob(
      { ...installation.worker, name: "worker-2" },
      await installation.delivery(),
      going,
    );
    assert.deepEqual([report.outcome, report.reason], ["skipped", "leased"]);
    assert.equal(await installation.backend.queue.depth(), 0);
    installation.clock.pass(installation.policy.leaseMs + installation.policy.clockAllowanceMs + 1);
    assert.ok((await installation.backend.queue.depth()) > 0);
    stop.abort();
    await running;
  });

  it("completes the message of a job that is over or gone", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("text");
    await installation.backend.queue.send("gone", { owner: "owner-1" });
    await cancelJob(installation.backend.jobs, job.id, installation);
    for (let count = 0; count < 2; count += 1)
      assert.equal(
        (await runJob(installation.worker, await installation.delivery(), going)).outcome,
        "skipped",
      );
    installation.clock.pass(3_600_000);
    assert.equal(await installation.backend.queue.depth(), 0);
  });

  it("ends a job that waited too long, and one whose workers died too often", async () => {
    await using installation = await newMemoryInstallation();
    const late = (await installation.submitAndSend("text")).job;
    installation.clock.pass(installation.policy.maxWaitMs);
    await runJob(installation.worker, await installation.delivery(), going);
    assert.equal((await installation.find(late)).status, "expired");

    const deadly = (await installation.submitAndSend("text")).job;
    const lost = { status: "processing", attempt: 6, losses: 5, leaseOwner: "dead", leaseUntil: 1 } as const;
    const { revision } = await installation.find(deadly);
    await installation.backend.jobs.replace(
      { ...(await installation.find(deadly)), ...lost, revision: revision + 1 },
      revision,
    );
    await runJob(installation.worker, await installation.delivery(), going);
    assert.equal((await installation.find(deadly)).error?.code, "worker_lost");
  });

  it("lets a worker that was silent too long touch neither the job nor its result", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("platen-takes=300");
    const silent = { ...installation.worker, heartbeatIntervalMs: 60_000 };
    const running = runJob(silent, await installation.delivery(), going);
    await processing(installation, job.id);
    installation.clock.pass(installation.policy.leaseMs + installation.policy.clockAllowanceMs + 1);
    const report = await runJob(
      { ...installation.worker, name: "worker-2" },
      await installation.delivery(),
      going,
    );
    assert.equal(report.outcome, "succeeded");
    const { result, attempt } = await installation.find(job);
    assert.equal(attempt, 2);
    assert.equal((await running).outcome, "refused");
    assert.deepEqual((await installation.find(job)).result, result);
    assert.deepEqual(await installation.stored(), [job.source.key, result?.key]);
  });

  it("gives the job back for later when something it depends on is away", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("text");
    const failing = {
      convert: () => Promise.reject(new AppError("unavailable", "engine_unavailable", "Wait.")),
    };
    const converter = Object.assign(Object.create(installation.worker.converter), failing);
    const report = await runJob({ ...installation.worker, converter }, await installation.delivery(), going);
    assert.equal(report.outcome, "again");
    assert.ok(report.error instanceof AppError);
    const { releases, notBefore } = await installation.find(job);
    assert.equal(releases, 1);
    assert.ok(notBefore > installation.clock.now());
    assert.equal(await installation.backend.queue.depth(), 0);
  });

  it("ends a job as engine_unavailable, and not as its document's fault, when the engine stays away", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("text");
    const failing = {
      convert: () => Promise.reject(new AppError("unavailable", "engine_unavailable", "Wait.")),
    };
    const converter = Object.assign(Object.create(installation.worker.converter), failing);
    for (let release = 1; release <= installation.policy.maxReleases; release += 1) {
      const report = await runJob(
        { ...installation.worker, converter },
        await installation.delivery(),
        going,
      );
      assert.equal(report.outcome, "again");
      installation.clock.pass(30_000);
    }
    const report = await runJob({ ...installation.worker, converter }, await installation.delivery(), going);
    assert.deepEqual([report.outcome, report.code], ["failed", "engine_unavailable"]);
    const { error, failures } = await installation.find(job);
    assert.deepEqual([error?.retryable, failures], [true, 0]);
  });

  it("leaves row and message to come back when the store goes away before the claim", async () => {
    await using installation = await newMemoryInstallation();
    await installation.submitAndSend("text");
    const away = { find: () => Promise.reject(new TypeError("a bug of the store")) };
    const jobs = Object.assign(Object.create(installation.backend.jobs), away);
    const worker = { ...installation.worker, backend: { ...installation.backend, jobs } };
    const report = await runJob(worker, await installation.delivery(), going);
    assert.equal(report.outcome, "interrupted");
    installation.clock.pass(60_000);
    assert.equal(await installation.backend.queue.depth(), 1);
  });
});
