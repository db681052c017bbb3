import { setTimeout as sleep } from "node:timers/promises";
import { isAppError } from "@platen/core";
import { takeCensus } from "../census.ts";
import { type Experiment, finding } from "../experiment.ts";
import { nothingLost } from "../findings.ts";
import { Fleet, type LogLine } from "../fleet.ts";
import { submit } from "../load.ts";
import { patiently } from "../patiently.ts";
import type { Site } from "../site.ts";

/** What was done and not heard of is the hardest to tell from what was not done. */
export const lostAnswers: Experiment = {
  name: "lost-answers",
  what: "One in five calls to SQS, S3 and DynamoDB is carried out while its answer is lost.",
  backends: ["aws"],
  full: { jobs: 2_000, faults: 0 },
  reduced: { jobs: 30, faults: 0 },
  protection: "the delivery: one in five calls is not carried out at all, yet answered as if it were",
  run: async ({ site, random, scale, unprotected }) => {
    const { proxy } = site;
    if (proxy === undefined) throw new Error("this experiment needs calls that go over a wire");
    const succeeded = new Map<unknown, number>();
    const fleet = new Fleet(site, 2, { slots: 2 }, ({ msg, jobId }: LogLine) => {
      if (msg === "job succeeded") succeeded.set(jobId, (succeeded.get(jobId) ?? 0) + 1);
    });
    // A program that cannot ask anything when it starts ends with what is wrong; that is not tried here.
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
        if (ids.length % 20 === 0) await shortQueue(site);
        try {
          ids.push((await submit(site, { content: `job ${ids.length} platen-takes=50` })).id);
        } catch (error) {
          if (!isAppError(error) || error.kind !== "unavailable") throw error;
          refused += 1;
        }
      }
      const census = await takeCensus(site, ids, 600_000);
      proxy.decide = () => "pass";
      const ended = census.statuses.succeeded ?? 0;
      const twice = [...succeeded.values()].filter((times) => times > 1).length;
      return {
        figures: { jobs: ids.length, refused, calls, lost, attempts: census.attempts, ...census.statuses },
        findings: [
          ...nothingLost(census),
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

/** With a long backlog the sweepers would mostly be busy sending again what only waits its turn. */
async function shortQueue({ backend }: Site): Promise<void> {
  for (let looks = 0; looks < 100; looks += 1) {
    if ((await patiently(() => backend.queue.depth())) <= 20) return;
    await sleep(100);
  }
}
