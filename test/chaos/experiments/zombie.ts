import { setTimeout as sleep } from "node:timers/promises";
import { isTerminal } from "@platen/core";
import { type Experiment, finding } from "../experiment.ts";
import { nothingLost } from "../findings.ts";
import { Fleet, type FleetWorker, type LogLine } from "../fleet.ts";
import type { Installation } from "../installation.ts";
import { auditJobs } from "../job-audit.ts";
import { submitWithRetry } from "../load.ts";
import { retryWhileUnavailable } from "../retry-while-unavailable.ts";

/** The late writer finds another attempt in the row, and its own result is removed. */
export const zombie: Experiment = {
  name: "zombie",
  description:
    "A worker is paused during a conversion for twice its lease, then continues as if nothing had happened.",
  backends: ["local", "aws"],
  full: { jobs: 0, faults: 200 },
  reduced: { jobs: 0, faults: 6 },
  protection: "the attempt as fencing token",
  run: async ({ installation, scale, unprotected }) => {
    let asked = 0;
    let stopped = 0;
    let refused = 0;
    let late = 0;
    const paused = new Set<FleetWorker>();
    const ids: string[] = [];
    const resumptions: Promise<void>[] = [];
    const onLine = (line: LogLine, worker: FleetWorker) => {
      if (line.msg === "converting" && asked < scale.faults && paused.size < 3 && !paused.has(worker)) {
        asked += 1;
        paused.add(worker);
        worker.child.kill("SIGSTOP");
        const index = Number(/\d+/.exec(String(line.source))?.[0]);
        resumptions.push(pauseUntilClaimed(worker, () => ids[index]));
      }
      if (!paused.has(worker) || !line.msg.startsWith("job ")) return;
      paused.delete(worker);
      if (line.msg === "job refused") refused += 1;
      else late += 1;
    };
    const pauseUntilClaimed = async (worker: FleetWorker, idOf: () => string | undefined) => {
      if (await hasFinished(installation, idOf)) {
        // On a busy machine the signal may arrive after the end of the conversion: this pause does not count.
        asked -= 1;
        paused.delete(worker);
      } else {
        stopped += 1;
        await untilClaimedByAnother(installation, idOf);
      }
      worker.child.kill("SIGCONT");
    };
    const fleet = new Fleet(installation, 4, { unfenced: unprotected }, onLine);
    try {
      const giveUpAt = Date.now() + 60_000 + scale.faults * installation.policy.leaseMs * 3;
      while (stopped < scale.faults && Date.now() < giveUpAt) {
        if ((await installation.backend.queue.depth()) > 3) await sleep(50);
        else
          ids.push(
            (await submitWithRetry(installation, { content: `job ${ids.length} platen-takes=300` })).id,
          );
      }
      await Promise.all(resumptions);
      const audit = await auditJobs(installation, ids, 60_000);
      while (paused.size > 0 && Date.now() < giveUpAt) await sleep(100);
      return {
        figures: { jobs: ids.length, stopped, refused, late, attempts: audit.attempts, ...audit.statuses },
        findings: [
          ...nothingLost(audit),
          finding("every worker was paused during a conversion", stopped === scale.faults, stopped),
          finding(
            "every late write is refused",
            refused === stopped && late === 0,
            `${refused} of ${stopped}`,
          ),
        ],
      };
    } finally {
      await fleet.close();
    }
  },
};

/** Whether a worker that was just paused had already written its result. */
async function hasFinished(installation: Installation, idOf: () => string | undefined): Promise<boolean> {
  await sleep(100); // what it sent before the pause has arrived by then
  for (;;) {
    const id = idOf(); // the job may run before the submitter knows its id
    const job =
      id === undefined ? undefined : await retryWhileUnavailable(() => installation.backend.jobs.find(id));
    if (job !== undefined) return isTerminal(job);
    await sleep(20);
  }
}

/** Waits for twice the lease, and until another worker has claimed the job: before that it would still belong to the paused one. */
async function untilClaimedByAnother(
  { backend, policy }: Installation,
  idOf: () => string | undefined,
): Promise<void> {
  const { leaseMs, clockAllowanceMs } = policy;
  const id = idOf() ?? "";
  const held = await retryWhileUnavailable(() => backend.jobs.find(id));
  const resumeAt = Date.now() + leaseMs * 2 + clockAllowanceMs;
  for (const giveUpAt = resumeAt + 60_000; Date.now() < giveUpAt; await sleep(100)) {
    const job = await retryWhileUnavailable(() => backend.jobs.find(id));
    if (job === undefined || held === undefined || Date.now() < resumeAt) continue;
    if (job.attempt > held.attempt || isTerminal(job)) return;
  }
}
