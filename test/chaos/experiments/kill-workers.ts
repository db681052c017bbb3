import { setTimeout as sleep } from "node:timers/promises";
import { type Experiment, finding } from "../experiment.ts";
import { nothingLost } from "../findings.ts";
import { Fleet, type FleetWorker } from "../fleet.ts";
import { auditJobs } from "../job-audit.ts";
import { submitWithRetry } from "../load.ts";

/** Every succeeded job has one visible result; files of other attempts are never visible. */
export const killWorkers: Experiment = {
  name: "kill-workers",
  description:
    "Four workers run simulated conversions of 20–300 ms while one is killed with SIGKILL every 0.5–2 s.",
  backends: ["local", "aws"],
  full: { jobs: 5_000, faults: 500 },
  reduced: { jobs: 60, faults: 4 },
  protection: "the budget of losses: a dead worker's job fails instead of being claimed again",
  run: async ({ installation: given, random, scale, unprotected }) => {
    // Long enough that no running worker loses its lease on a busy machine: only a kill may cost an attempt.
    const policy = { ...given.policy, leaseMs: 6_000, ...(unprotected && { maxLosses: 0 }) };
    const installation = { ...given, policy };
    const converting = new Set<FleetWorker>();
    const fleet = new Fleet(installation, 4, {}, ({ msg }, worker) => {
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
          ids.push((await submitWithRetry(installation, { content })).id);
          await sleep(Math.max(0, pauseMs - 20));
        }
      })();
      for (; kills < scale.faults; kills += 1) {
        await sleep(random.between(500, 2_000));
        // Half of the kills at any moment, half during a conversion.
        const worker = random.pick(kills % 2 === 0 && converting.size > 0 ? [...converting] : fleet.workers);
        if (converting.delete(worker)) killsInConversion += 1;
        await fleet.killAndReplace(worker);
      }
      await submitting;
      const audit = await auditJobs(installation, ids, 600_000);
      const succeeded = audit.statuses.succeeded ?? 0;
      return {
        figures: {
          jobs: ids.length,
          kills,
          killsInConversion,
          attempts: audit.attempts,
          ...audit.statuses,
        },
        findings: [
          ...nothingLost(audit),
          finding("every job succeeds", succeeded === ids.length, `${succeeded} of ${ids.length}`),
          finding(
            "a kill costs at most one attempt",
            audit.attempts <= ids.length + kills,
            `${audit.attempts} attempts`,
          ),
        ],
      };
    } finally {
      await fleet.close();
    }
  },
};
