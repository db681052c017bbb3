import { setTimeout as sleep } from "node:timers/promises";
import { takeCensus } from "../census.ts";
import { type Experiment, finding } from "../experiment.ts";
import { nothingLost } from "../findings.ts";
import { Fleet, type FleetWorker, type LogLine } from "../fleet.ts";
import { submitPatiently } from "../load.ts";

const takenUpWithinMs = 5_000;
const exitWithinMs = 25_000;

/** A worker that is told to stop gives back what it cannot finish, so that nobody waits for a lease to end. */
export const drain: Experiment = {
  name: "drain",
  what: "Workers under load are told to stop with SIGTERM, one after the other, and replaced.",
  backends: ["local", "aws"],
  full: { jobs: 0, faults: 100 },
  reduced: { jobs: 0, faults: 4 },
  protection: "the drain: workers are killed instead",
  run: async ({ site: given, random, scale, unprotected }) => {
    // Long enough that no lease ends on a busy machine: here a job must come back because it was given back.
    const site = { ...given, policy: { ...given.policy, leaseMs: 15_000 } };
    const pickUpsMs: number[] = [];
    const runs: Record<string, number> = {};
    const atWork = new Set<FleetWorker>();
    const onLine = ({ msg, attempt, waitedMs }: LogLine, worker: FleetWorker) => {
      if (msg === "converting") atWork.add(worker);
      if (!msg.startsWith("job ")) return;
      runs[msg] = (runs[msg] ?? 0) + 1;
      if (Number(attempt) > 1) pickUpsMs.push(Number(waitedMs));
    };
    const fleet = new Fleet(site, 3, { slots: 2, drainMs: 300 }, onLine);
    const ids: string[] = [];
    let stops = 0;
    let exits = 0;
    let slowestExitMs = 0;
    const keepLoaded = async () => {
      while (stops < scale.faults) {
        if ((await site.backend.queue.depth()) > 5) await sleep(50);
        else {
          const takes = Math.round(random.between(200, 1_500));
          ids.push((await submitPatiently(site, { content: `job ${ids.length} platen-takes=${takes}` })).id);
        }
      }
    };
    const stopOne = async (worker: FleetWorker) => {
      while (!atWork.has(worker)) await sleep(20); // one that has just started has nothing to give back
      const startedAt = Date.now();
      worker.child.kill(unprotected ? "SIGKILL" : "SIGTERM");
      fleet.replace(worker);
      const [status] = (await worker.ended) as [number | null];
      slowestExitMs = Math.max(slowestExitMs, Date.now() - startedAt);
      if (status === 0) exits += 1;
    };
    try {
      const loading = keepLoaded();
      for (; stops < scale.faults; stops += 1) {
        await stopOne(random.pick(fleet.workers));
        await sleep(random.between(800, 1_500));
      }
      await loading;
      const census = await takeCensus(site, ids, 60_000);
      const succeeded = runs["job succeeded"] ?? 0;
      const again = runs["job again"] ?? 0;
      const slowestPickUpMs = Math.max(0, ...pickUpsMs);
      return {
        figures: {
          jobs: ids.length,
          stops,
          again,
          attempts: census.attempts,
          slowestExitMs,
          slowestPickUpMs,
        },
        findings: [
          ...nothingLost(census),
          finding(
            "every worker exits by itself within 25 s",
            exits === stops && slowestExitMs <= exitWithinMs,
            `${exits} of ${stops}`,
          ),
          finding("jobs were given back unfinished", again > 0, again),
          finding(
            "unfinished jobs are taken up again within 5 s",
            slowestPickUpMs < takenUpWithinMs,
            `${slowestPickUpMs} ms`,
          ),
          finding(
            "no finished job is converted again",
            succeeded === ids.length && census.attempts === succeeded + again,
            `${census.attempts} attempts`,
          ),
        ],
      };
    } finally {
      await fleet.close();
    }
  },
};
