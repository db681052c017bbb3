import { takeCensus } from "../census.ts";
import { type Experiment, finding } from "../experiment.ts";
import { nothingLost } from "../findings.ts";
import { Fleet, type FleetWorker } from "../fleet.ts";
import { submitPatiently } from "../load.ts";

/** One poisonous document in fifty, each of which may take down its worker `maxLosses` + 1 times. */
export const poison: Experiment = {
  name: "poison",
  what: "Some documents kill the worker that converts them, each time; dead workers are replaced.",
  backends: ["local", "aws"],
  full: { jobs: 500, faults: 10 },
  reduced: { jobs: 20, faults: 1 },
  protection: "the budget of losses",
  run: async ({ site: given, scale, unprotected }) => {
    const maxLosses = unprotected ? 1_000_000 : 3;
    const site = { ...given, policy: { ...given.policy, maxLosses } };
    const fleet = new Fleet(site, 4);
    let deaths = 0;
    const watch = (worker: FleetWorker): void => {
      void worker.ended.then(() => {
        if (!fleet.workers.includes(worker) || closing) return;
        deaths += 1;
        const place = fleet.workers.indexOf(worker);
        fleet.replace(worker);
        const next = fleet.workers[place];
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
        const { id } = await submitPatiently(site, {
          content: `job ${count} ${isPoison ? "platen-poison" : "platen-takes=50"}`,
        });
        ids.push(id);
        if (isPoison) poisons.add(id);
      }
      const patienceMs = 20_000 + (scale.faults * 4 + 4) * (site.policy.leaseMs + 2_000);
      const census = await takeCensus(site, ids, patienceMs);
      const ended = census.jobs.filter(
        ({ id, error }) => poisons.has(id) && error?.code === "worker_lost",
      ).length;
      const others = census.jobs.filter(
        ({ id, status }) => !poisons.has(id) && status === "succeeded",
      ).length;
      return {
        figures: { jobs: ids.length, poisons: poisons.size, deaths, ...census.statuses },
        findings: [
          ...nothingLost(census),
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
