import { setTimeout as sleep } from "node:timers/promises";
import { takeCensus } from "../census.ts";
import { type Experiment, finding } from "../experiment.ts";
import { nothingLost } from "../findings.ts";
import { Fleet, type FleetWorker } from "../fleet.ts";
import { submitPatiently } from "../load.ts";

/** Every succeeded job shows one result; what other attempts stored is never shown. */
export const killWorkers: Experiment = {
  name: "kill-workers",
  what: "Four workers convert with a stand-in of 20–300 ms while one is killed with SIGKILL every 0.5–2 s.",
  backends: ["local", "aws"],
  full: { jobs: 5_000, faults: 500 },
  reduced: { jobs: 60, faults: 4 },
  protection: "the budget of losses: a dead worker's job fails instead of being taken up",
  run: async ({ site: given, random, scale, unprotected }) => {
    // Long enough that no living worker loses a job on a busy machine: only a kill may cost an attempt.
    const policy = { ...given.policy, leaseMs: 6_000, ...(unprotected && { maxLosses: 0 }) };
    const site = { ...given, policy };
    const converting = new Set<FleetWorker>();
    const fleet = new Fleet(site, 4, {}, ({ msg }, worker) => {
      if (msg === "converting") converting.add(worker);
      if (msg.startsWith("job ")) converting.delete(worker);
    });
    try {
      const ids: string[] = [];
      let kills = 0;
      let killsInConversion = 0;
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
        // At any moment, and as often in the very middle of a conversion.
        const worker = random.pick(kills % 2 === 0 && converting.size > 0 ? [...converting] : fleet.workers);
        if (converting.delete(worker)) killsInConversion += 1;
        await fleet.killAndReplace(worker);
      }
      await submitting;
      const census = await takeCensus(site, ids, 600_000);
      const succeeded = census.statuses.succeeded ?? 0;
      return {
        figures: {
          jobs: ids.length,
          kills,
          killsInConversion,
          attempts: census.attempts,
          ...census.statuses,
        },
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
