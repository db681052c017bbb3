import { setTimeout as sleep } from "node:timers/promises";
import { takeCensus } from "../census.ts";
import { type Experiment, finding } from "../experiment.ts";
import { nothingLost } from "../findings.ts";
import { Fleet } from "../fleet.ts";
import { submitPatiently } from "../load.ts";

/** Every succeeded job shows one result; what other attempts stored is never shown. */
export const killWorkers: Experiment = {
  name: "kill-workers",
  what: "Four workers convert with a stand-in of 20–300 ms while one is killed with SIGKILL every 0.5–2 s.",
  backends: ["local", "aws"],
  full: { jobs: 5_000, faults: 500 },
  reduced: { jobs: 60, faults: 4 },
  protection: "the budget of losses: a dead worker's job fails instead of being taken up",
  run: async ({ site, random, scale, unprotected }) => {
    const fleet = new Fleet(site, 4, unprotected ? { policy: { ...site.policy, maxLosses: 0 } } : {});
    try {
      const ids: string[] = [];
      let kills = 0;
      const submitting = (async () => {
        const pauseMs = (1_250 * scale.faults) / scale.jobs;
        for (let count = 0; count < scale.jobs; count += 1) {
          const content = `job ${count} platen-takes=${Math.round(random.between(20, 300))}`;
          ids.push((await submitPatiently(site, { content })).id);
          await sleep(Math.max(0, pauseMs - 20));
        }
      })();
      for (; kills < scale.faults; kills += 1) {
        await sleep(random.between(500, 2_000));
        await fleet.killAndReplace(random.pick(fleet.workers));
      }
      await submitting;
      const census = await takeCensus(site, ids, 120_000);
      const succeeded = census.statuses.succeeded ?? 0;
      return {
        figures: { jobs: ids.length, kills, attempts: census.attempts, ...census.statuses },
        findings: [
          ...nothingLost(census),
          finding("every job succeeds", succeeded === ids.length, `${succeeded} of ${ids.length}`),
          finding(
            "a kill costs at most one attempt",
            census.attempts <= ids.length + kills,
            `${census.attempts} attempts`,
          ),
        ],
      };
    } finally {
      await fleet.close();
    }
  },
};
