import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AppError } from "../app-error.ts";
import { eventually, sha256Of } from "../test-support/conditions.ts";
import { newWorkshop } from "../test-support/workshop.ts";
import { cancelJob } from "./cancel-job.ts";
import { enqueueJob } from "./enqueue-job.ts";
import { removeJob } from "./remove-job.ts";
import { runJob } from "./run-job.ts";

const going = new AbortController().signal;
type Shop = Awaited<ReturnType<typeof newWorkshop>>;

async function leaveNothing(shop: Shop): Promise<void> {
  assert.deepEqual(await shop.foldersLeft(), []);
}

/** Until the job is in a worker's hands. */
const processing = (shop: Shop, id: string) =>
  eventually(async () => assert.equal((await shop.backend.jobs.find(id))?.status, "processing"));

describe("runJob", () => {
  it("makes the result, shows it on the job, and only then completes the message", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submitAndSend("platen-pages=3");
    const report = await runJob(shop.worker, await shop.delivery(), going);
    assert.equal(report.outcome, "succeeded");
    assert.equal(report.attempt, 1);
    const ended = await shop.find(job);
    const { status, result } = ended;
    assert.equal(status, "succeeded");
    assert.deepEqual(Object.keys(ended).toSorted(), Object.keys(job).toSorted());
    assert.equal(result?.pages, 3);
    assert.equal(result?.filename, "deck.pdf");
    const stored = await shop.backend.files.read(result?.key ?? "none");
    assert.equal(await sha256Of(stored?.stream), result?.sha256);
    shop.clock.pass(3_600_000);
    assert.equal(await shop.backend.queue.depth(), 0);
    await leaveNothing(shop);
  });

  it("reports the trace of the request that sent the message", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submit("platen-pages=1");
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    await enqueueJob(shop.backend, job, { ...shop, traceparent });
    assert.equal((await runJob(shop.worker, await shop.delivery(), going)).traceparent, traceparent);
  });

  it("ends the job with the reason when the document is to blame", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submitAndSend("platen-fail=source_corrupt");
    const report = await runJob(shop.worker, await shop.delivery(), going);
    assert.deepEqual([report.outcome, report.code], ["failed", "source_corrupt"]);
    const { status, error } = await shop.find(job);
    assert.deepEqual([status, error?.code, error?.attempt], ["failed", "source_corrupt", 1]);
    shop.clock.pass(3_600_000);
    assert.equal(await shop.backend.queue.depth(), 0);
    await leaveNothing(shop);
  });

  it("tries again after a crash, when the pause is over, until the failures are spent", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submitAndSend("platen-fail=engine_crashed");
    for (const expected of ["again", "again", "failed"]) {
      assert.equal((await runJob(shop.worker, await shop.delivery(), going)).outcome, expected);
      assert.equal(await shop.backend.queue.depth(), 0);
      shop.clock.pass(shop.policy.retryCapMs);
    }
    assert.equal((await shop.find(job)).failures, shop.policy.maxFailures);
    assert.equal(await shop.backend.queue.depth(), 0);
  });

  it("fails a job whose source is gone", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submitAndSend("text");
    await shop.backend.files.remove(job.source.key);
    await runJob(shop.worker, await shop.delivery(), going);
    assert.equal((await shop.find(job)).error?.code, "source_missing");
  });

  it("kills the conversion when its job is canceled", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submitAndSend("platen-takes=60000");
    const running = runJob(shop.worker, await shop.delivery(), going);
    await processing(shop, job.id);
    await cancelJob(shop.backend.jobs, job.id, shop);
    assert.equal((await running).outcome, "refused");
    assert.equal((await shop.find(job)).status, "canceled");
    shop.clock.pass(3_600_000);
    assert.equal(await shop.backend.queue.depth(), 0);
    await leaveNothing(shop);
  });

  it("kills the conversion when its job is removed, and leaves no file", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submitAndSend("platen-takes=60000");
    const running = runJob(shop.worker, await shop.delivery(), going);
    await processing(shop, job.id);
    assert.ok(await removeJob(shop.backend, job.id, shop));
    assert.equal((await running).outcome, "refused");
    assert.deepEqual(await shop.stored(), []);
    await leaveNothing(shop);
  });

  it("gives the job back at once when the worker stops", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submitAndSend("platen-takes=60000");
    const stop = new AbortController();
    const running = runJob(shop.worker, await shop.delivery(), stop.signal);
    await processing(shop, job.id);
    stop.abort();
    assert.equal((await running).outcome, "again");
    const { status, releases, failures } = await shop.find(job);
    assert.deepEqual([status, releases, failures], ["queued", 1, 0]);
    assert.equal(await shop.backend.queue.depth(), 1);
    await leaveNothing(shop);
  });

  it("takes no job any more when the worker has stopped already", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submitAndSend("text");
    const report = await runJob(shop.worker, await shop.delivery(), AbortSignal.abort());
    assert.deepEqual([report.outcome, report.reason], ["skipped", "draining"]);
    assert.equal((await shop.find(job)).attempt, 0);
    assert.equal(await shop.backend.queue.depth(), 1);
  });

  it("hides a message for the rest of another worker's lease", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submitAndSend("platen-takes=60000");
    const stop = new AbortController();
    const running = runJob(shop.worker, await shop.delivery(), stop.signal);
    await processing(shop, job.id);
    await shop.backend.queue.send(job.id, { owner: job.owner });
    const report = await runJob({ ...shop.worker, name: "worker-2" }, await shop.delivery(), going);
    assert.deepEqual([report.outcome, report.reason], ["skipped", "leased"]);
    assert.equal(await shop.backend.queue.depth(), 0);
    shop.clock.pass(shop.policy.leaseMs + shop.policy.clockAllowanceMs + 1);
    assert.ok((await shop.backend.queue.depth()) > 0);
    stop.abort();
    await running;
  });

  it("completes the message of a job that is over or gone", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submitAndSend("text");
    await shop.backend.queue.send("gone", { owner: "owner-1" });
    await cancelJob(shop.backend.jobs, job.id, shop);
    for (let count = 0; count < 2; count += 1)
      assert.equal((await runJob(shop.worker, await shop.delivery(), going)).outcome, "skipped");
    shop.clock.pass(3_600_000);
    assert.equal(await shop.backend.queue.depth(), 0);
  });

  it("ends a job that waited too long, and one whose workers died too often", async () => {
    await using shop = await newWorkshop();
    const late = (await shop.submitAndSend("text")).job;
    shop.clock.pass(shop.policy.maxWaitMs);
    await runJob(shop.worker, await shop.delivery(), going);
    assert.equal((await shop.find(late)).status, "expired");

    const deadly = (await shop.submitAndSend("text")).job;
    const lost = { status: "processing", attempt: 6, losses: 5, leaseOwner: "dead", leaseUntil: 1 } as const;
    const { revision } = await shop.find(deadly);
    await shop.backend.jobs.replace(
      { ...(await shop.find(deadly)), ...lost, revision: revision + 1 },
      revision,
    );
    await runJob(shop.worker, await shop.delivery(), going);
    assert.equal((await shop.find(deadly)).error?.code, "worker_lost");
  });

  it("lets a worker that was silent too long touch neither the job nor its result", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submitAndSend("platen-takes=300");
    const silent = { ...shop.worker, lookEveryMs: 60_000 };
    const running = runJob(silent, await shop.delivery(), going);
    await processing(shop, job.id);
    shop.clock.pass(shop.policy.leaseMs + shop.policy.clockAllowanceMs + 1);
    const report = await runJob({ ...shop.worker, name: "worker-2" }, await shop.delivery(), going);
    assert.equal(report.outcome, "succeeded");
    const { result, attempt } = await shop.find(job);
    assert.equal(attempt, 2);
    assert.equal((await running).outcome, "refused");
    assert.deepEqual((await shop.find(job)).result, result);
    assert.deepEqual(await shop.stored(), [job.source.key, result?.key]);
  });

  it("gives the job back for later when something it depends on is away", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submitAndSend("text");
    const failing = {
      convert: () => Promise.reject(new AppError("unavailable", "engine_unavailable", "Wait.")),
    };
    const converter = Object.assign(Object.create(shop.worker.converter), failing);
    const report = await runJob({ ...shop.worker, converter }, await shop.delivery(), going);
    assert.equal(report.outcome, "again");
    assert.ok(report.error instanceof AppError);
    const { releases, notBefore } = await shop.find(job);
    assert.equal(releases, 1);
    assert.ok(notBefore > shop.clock.now());
    assert.equal(await shop.backend.queue.depth(), 0);
  });

  it("leaves row and message to come back when the store goes away before the claim", async () => {
    await using shop = await newWorkshop();
    await shop.submitAndSend("text");
    const away = { find: () => Promise.reject(new TypeError("a bug of the store")) };
    const jobs = Object.assign(Object.create(shop.backend.jobs), away);
    const worker = { ...shop.worker, backend: { ...shop.backend, jobs } };
    const report = await runJob(worker, await shop.delivery(), going);
    assert.equal(report.outcome, "interrupted");
    shop.clock.pass(60_000);
    assert.equal(await shop.backend.queue.depth(), 1);
  });
});
