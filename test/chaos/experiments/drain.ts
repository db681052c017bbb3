import { setTimeout as sleep } from "node:timers/promises";
import { type Experiment, finding } from "../experiment.ts";
import { nothingLost } from "../findings.ts";
import { Fleet, type FleetWorker, type LogLine } from "../fleet.ts";
import { auditJobs } from "../job-audit.ts";
import { submitWithRetry } from "../load.ts";

const claimedAgainWithinMs = 5_000;
const exitWithinMs = 25_000;

/** A worker that is told to stop releases the jobs that it cannot finish, so that no job waits for a lease to end. */
export const drain: Experiment = {
  name: "drain",
  description: "Workers under load are told to stop with SIGTERM, one after the other, and replaced.",
  backends: ["local", "aws"],
  full: { jobs: 0, faults: 100 },
  reduced: { jobs: 0, faults: 4 },
  protection: "the drain: workers are killed instead",
  run: async ({ installation: given, random, scale, unprotected }) => {
    // Long enough that no lease ends on a busy machine: a job must come back because it was released.
    const installation = { ...given, policy: { ...given.policy, leaseMs: 15_000 } };
    const reclaimMs: number[] = [];
    const runs: Record<string, number> = {};
    const busyWorkers = new Set<FleetWorker>();
    const onLine = ({ msg, attempt, waitedMs }: LogLine, worker: FleetWorker) => {
      if (msg === "converting") busyWorkers.add(worker);
      if (!msg.startsWith("job ")) return;
      runs[msg] = (runs[msg] ?? 0) + 1;
      if (Number(attempt) > 1) reclaimMs.push(Number(waitedMs));
    };
    const fleet = new Fleet(installation, 3, { slots: 2, drainMs: 300 }, onLine);
    const ids: string[] = [];
    let stops = 0;
    let exits = 0;
    let slowestExitMs = 0;
    const keepLoaded = async () => {
      while (stops < scale.faults) {
        if ((await installation.backend.queue.depth()) > 5) await sleep(50);
        else {
          const takes = Math.round(random.between(200, 1_500));
          ids.push(
            (await submitWithRetry(installation, { content: `job ${ids.length} platen-takes=${takes}` })).id,
          );
        }
      }
    };
    const stopOne = async (worker: FleetWorker) => {
      while (!busyWorkers.has(worker)) await sleep(20); // a worker that has just started has nothing to release
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
      const audit = await auditJobs(installation, ids, 60_000);
      const succeeded = runs["job succeeded"] ?? 0;
      const again = runs["job again"] ?? 0;
      const slowestReclaimMs = Math.max(0, ...reclaimMs);
      return {
        figures: {
          jobs: ids.length,
          stops,
          again,
          attempts: audit.attempts,
          slowestExitMs,
          slowestReclaimMs,
        },
        findings: [
          ...nothingLost(audit),
          finding(
            "every worker exits by itself within 25 s",
            exits === stops && slowestExitMs <= exitWithinMs,
            `${exits} of ${stops}`,
          ),
          finding("unfinished jobs were released", again > 0, again),
          finding(
            "unfinished jobs are claimed again within 5 s",
            slowestReclaimMs < claimedAgainWithinMs,
            `${slowestReclaimMs} ms`,
          ),
          finding(
            "no finished job is converted again",
            succeeded === ids.length && audit.attempts === succeeded + again,
            `${audit.attempts} attempts`,
          ),
        ],
      };
    } finally {
      await fleet.close();
    }
  },
};
