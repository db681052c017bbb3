import { setTimeout as sleep } from "node:timers/promises";
import { isAppError } from "@platen/core";
import { type Experiment, finding } from "../experiment.ts";
import { nothingLost } from "../findings.ts";
import { Fleet, type LogLine } from "../fleet.ts";
import type { Installation } from "../installation.ts";
import { auditJobs } from "../job-audit.ts";
import { submit } from "../load.ts";
import { retryWhileUnavailable } from "../retry-while-unavailable.ts";

/** A call whose answer is lost is hard to tell from a call that was never carried out. */
export const lostAnswers: Experiment = {
  name: "lost-answers",
  description: "One in five calls to SQS, S3 and DynamoDB is carried out, but its answer is lost.",
  backends: ["aws"],
  full: { jobs: 2_000, faults: 0 },
  reduced: { jobs: 30, faults: 0 },
  protection: "the delivery of calls: one in five is answered but not carried out",
  run: async ({ installation, random, scale, unprotected }) => {
    const { proxy } = installation;
    if (proxy === undefined) throw new Error("this experiment needs calls that go through the proxy");
    const succeeded = new Map<unknown, number>();
    const fleet = new Fleet(installation, 2, { slots: 2 }, ({ msg, jobId }: LogLine) => {
      if (msg === "job succeeded") succeeded.set(jobId, (succeeded.get(jobId) ?? 0) + 1);
    });
    // A program that cannot reach its backend at the start exits with an error; this experiment does not test that.
    await Promise.all(fleet.workers.map(({ started }) => started));
    let calls = 0;
    let lost = 0;
    proxy.decide = () => {
      calls += 1;
      if (random.next() >= 0.2) return "pass";
      lost += 1;
      return unprotected
        ? { status: 200, headers: { "content-type": "application/x-amz-json-1.0" }, body: "{}" }
        : "lose";
    };
    try {
      const ids: string[] = [];
      let refused = 0;
      while (ids.length < scale.jobs) {
        if (ids.length % 20 === 0) await waitForShortQueue(installation);
        try {
          ids.push((await submit(installation, { content: `job ${ids.length} platen-takes=50` })).id);
        } catch (error) {
          if (!isAppError(error) || error.kind !== "unavailable") throw error;
          refused += 1;
        }
      }
      const audit = await auditJobs(installation, ids, 600_000);
      proxy.decide = () => "pass";
      const ended = audit.statuses.succeeded ?? 0;
      const twice = [...succeeded.values()].filter((times) => times > 1).length;
      return {
        figures: { jobs: ids.length, refused, calls, lost, attempts: audit.attempts, ...audit.statuses },
        findings: [
          ...nothingLost(audit),
          finding("every acknowledged job succeeds", ended === ids.length, `${ended} of ${ids.length}`),
          finding("no job succeeds twice", twice === 0, twice),
        ],
      };
    } finally {
      proxy.decide = () => "pass";
      await fleet.close();
    }
  },
};

/** With a long backlog, the sweepers would mostly send messages again that are only waiting. */
async function waitForShortQueue({ backend }: Installation): Promise<void> {
  for (let looks = 0; looks < 100; looks += 1) {
    if ((await retryWhileUnavailable(() => backend.queue.depth())) <= 20) return;
    await sleep(100);
  }
}
