import { type Experiment, finding } from "../experiment.ts";
import { nothingLost } from "../findings.ts";
import { Fleet, type FleetWorker } from "../fleet.ts";
import { auditJobs } from "../job-audit.ts";
import { submitWithRetry } from "../load.ts";

/** One document in fifty kills its worker, each of them up to `maxLosses` + 1 times. */
export const poison: Experiment = {
  name: "poison",
  description: "Some documents kill the worker that converts them, every time; dead workers are replaced.",
  backends: ["local", "aws"],
  full: { jobs: 500, faults: 10 },
  reduced: { jobs: 20, faults: 1 },
  protection: "the budget of losses",
  run: async ({ installation: given, scale, unprotected }) => {
    const maxLosses = unprotected ? 1_000_000 : 3;
    const installation = { ...given, policy: { ...given.policy, maxLosses } };
    const fleet = new Fleet(installation, 4);
    let deaths = 0;
    const watch = (worker: FleetWorker): void => {
      void worker.ended.then(() => {
        if (!fleet.workers.includes(worker) || closing) return;
        deaths += 1;
        const index = fleet.workers.indexOf(worker);
        fleet.replace(worker);
        const next = fleet.workers[index];
        if (next !== undefined) watch(next);
      });
    };
    let closing = false;
    for (const worker of fleet.workers) watch(worker);
    try {
      const poisons = new Set<string>();
      const ids: string[] = [];
      const every = Math.floor(scale.jobs / scale.faults);
      for (let count = 0; count < scale.jobs; count += 1) {
        const isPoison = count % every === 0 && poisons.size < scale.faults;
        const { id } = await submitWithRetry(installation, {
          content: `job ${count} ${isPoison ? "platen-poison" : "platen-takes=50"}`,
        });
        ids.push(id);
        if (isPoison) poisons.add(id);
      }
      const timeoutMs = 20_000 + (scale.faults * 4 + 4) * (installation.policy.leaseMs + 2_000);
      const audit = await auditJobs(installation, ids, timeoutMs);
      const ended = audit.jobs.filter(
        ({ id, error }) => poisons.has(id) && error?.code === "worker_lost",
      ).length;
      const others = audit.jobs.filter(({ id, status }) => !poisons.has(id) && status === "succeeded").length;
      return {
        figures: { jobs: ids.length, poisons: poisons.size, deaths, ...audit.statuses },
        findings: [
          ...nothingLost(audit),
          finding(
            "every poisonous document ends as worker_lost",
            ended === poisons.size,
            `${ended} of ${poisons.size}`,
          ),
          finding("every other job succeeds", others === ids.length - poisons.size, others),
        ],
      };
    } finally {
      closing = true;
      await fleet.close();
    }
  },
};
