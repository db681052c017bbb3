import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AppError } from "../app-error.ts";
import type { CallbackTarget } from "../job/callback.ts";
import type { Job } from "../job/job.ts";
import type { CallbackSender, ReadyCallback, SendOutcome } from "../seams/callback-sender.ts";
import { eventually } from "../test-support/conditions.ts";
import { newMemoryInstallation } from "../test-support/memory-installation.ts";
import type { CallbackReport } from "./callback-report.ts";
import { CallbackRunner } from "./callback-runner.ts";
import { cancelJob } from "./cancel-job.ts";
import { enqueueJob } from "./enqueue-job.ts";
import { newJobId } from "./job-id.ts";
import { rejectSubmission } from "./reject-submission.ts";
import { runJob } from "./run-job.ts";
import { sweepJobs } from "./sweep-jobs.ts";

const going = new AbortController().signal;
const told = (host: string): CallbackTarget => ({ kind: "webhook", url: `https://${host}/`, secret: null });

/** An installation whose callbacks go to `answer`. */
async function newTellingInstallation(
  answer: (job: Job, callback: ReadyCallback, signal: AbortSignal) => Promise<SendOutcome>,
) {
  const installation = await newMemoryInstallation();
  const reports: CallbackReport[] = [];
  const sender: CallbackSender = { send: answer, close: async () => undefined };
  const parts = { ...installation, jobs: installation.backend.jobs, sender };
  const runner = new CallbackRunner(parts, (report) => reports.push(report));
  return {
    ...{ ...installation, reports, runner },
    sweep: () => sweepJobs(installation.backend, { ...installation, callbacks: runner, limit: 100 }),
    run: async () =>
      runJob({ ...installation.worker, callbacks: runner }, await installation.delivery(), going),
  };
}

describe("CallbackRunner", () => {
  it("tells of a job as soon as its end is written, with the job as it ended", async () => {
    const seen: unknown[] = [];
    await using installation = await newTellingInstallation(async (job, { id, attempts, target }) => {
      seen.push([job.status, id, attempts, target.url]);
      return { sent: true };
    });
    const { job } = await installation.submitAndSend("text", { callbacks: [told("one.example")] });
    await installation.run();
    await installation.runner.settled();
    const { callbacks = [], dueAt, expiresAt } = await installation.find(job);
    assert.deepEqual(seen, [["succeeded", callbacks[0]?.id, 1, "https://one.example/"]]);
    assert.equal(callbacks[0]?.state, "delivered");
    assert.equal(dueAt, expiresAt);
    assert.deepEqual(
      installation.reports.map(({ outcome, host, attempt }) => [outcome, host, attempt]),
      [["delivered", "one.example", 1]],
    );
  });

  it("tells at once of a job that ended without a worker, by its message or in the sweep that ended it", async () => {
    const seen: unknown[] = [];
    await using installation = await newTellingInstallation(async (job) => {
      seen.push([job.status, job.error?.code]);
      return { sent: true };
    });
    const { backend, clock, policy } = installation;
    const callbacks = [told("one.example")];
    const canceled = await installation.submitAndSend("text", { callbacks });
    await cancelJob(backend.jobs, canceled.job.id, installation);
    await installation.run();
    const rejected = { jobId: newJobId(clock.now()), owner: "owner-1", filename: "form", callbacks };
    const failure = { code: "invalid_value", message: "No.", retryable: false };
    const job = await rejectSubmission(backend, rejected, failure, installation);
    assert.deepEqual([job.status, job.error], ["failed", { ...failure, attempt: 0 }]);
    await enqueueJob(backend, job, installation);
    await installation.run();
    await installation.submit("text", { callbacks });
    clock.pass(policy.maxWaitMs + 1);
    assert.equal((await installation.sweep()).expired, 1);
    await installation.runner.settled();
    assert.deepEqual(seen, [
      ["canceled", "canceled"],
      ["failed", "invalid_value"],
      ["expired", "expired"],
    ]);
  });

  it("tries again under the same id, when the sweep finds it due", async () => {
    const ids: string[] = [];
    await using installation = await newTellingInstallation(async (_, { id }) => {
      ids.push(id);
      return ids.length < 3 ? { sent: false, problem: "It answered 500.", retry: true } : { sent: true };
    });
    const { job } = await installation.submit("text", { callbacks: [told("one.example")] });
    await cancelJob(installation.backend.jobs, job.id, installation);
    for (let round = 0; round < 3; round += 1) {
      assert.equal((await installation.sweep()).told, 1);
      await installation.runner.settled();
      assert.equal((await installation.sweep()).told, 0, "not before its pause is over");
      installation.clock.pass(60_000);
    }
    assert.deepEqual([ids.length, new Set(ids).size], [3, 1]);
    assert.deepEqual(
      installation.reports.map(({ outcome }) => outcome),
      ["again", "again", "delivered"],
    );
  });

  it("sends to one host a few at a time and puts off the rest, while others are told", async () => {
    const open: (() => void)[] = [];
    await using installation = await newTellingInstallation(async (_, { host }) => {
      if (host === "slow.example") await new Promise<void>((resolve) => open.push(resolve));
      return { sent: true };
    });
    const end = async (host: string) => {
      const { job } = await installation.submit("text", { callbacks: [told(host)] });
      await cancelJob(installation.backend.jobs, job.id, installation);
    };
    for (let count = 0; count < 30; count += 1) await end("slow.example");
    await end("quick.example");
    assert.equal((await installation.sweep()).told, 31);
    await eventually(async () => assert.equal(installation.reports[0]?.host, "quick.example"));
    assert.equal(open.length, 4);
    assert.equal((await installation.sweep()).seen, 0, "nothing stands in the way of other jobs");
    for (let count = 0; count < 30; count += 1) {
      installation.clock.pass(20_000);
      await installation.sweep();
      await eventually(async () => {
        open.shift()?.();
        assert.ok(installation.reports.length >= count + 2);
      });
    }
  });

  it("gives back what is under way when it stops", async () => {
    await using installation = await newTellingInstallation(async (_, __, signal) => {
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      return { sent: false, problem: "It was broken off.", retry: true };
    });
    const { job } = await installation.submitAndSend("text", { callbacks: [told("one.example")] });
    await installation.run();
    await installation.runner.stop({ graceMs: 0 });
    assert.equal((await installation.find(job)).dueAt, installation.clock.now());
    assert.equal((await installation.sweep()).told, 0);
  });

  it("reports a fault of the sender and leaves the callback to the next claim", async () => {
    await using installation = await newTellingInstallation(async () => {
      throw new AppError("unavailable", "file_storage_unavailable", "Try again.");
    });
    const { job } = await installation.submitAndSend("text", { callbacks: [told("one.example")] });
    assert.equal((await installation.run()).outcome, "succeeded");
    await installation.runner.settled();
    assert.equal(installation.reports[0]?.outcome, "interrupted");
    assert.equal((await installation.find(job)).dueAt, installation.clock.now() + 120_000);
  });

  it("leaves a job alone where nobody sends, and never removes it", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submit("text", { callbacks: [told("one.example")] });
    await cancelJob(installation.backend.jobs, job.id, installation);
    installation.clock.pass(2 * installation.policy.keepMs);
    const { removed } = await sweepJobs(installation.backend, { ...installation, limit: 10 });
    assert.equal(removed, 0);
    assert.equal((await installation.find(job)).callbacks?.[0]?.state, "sending");
  });
});
