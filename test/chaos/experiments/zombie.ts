import { setTimeout as sleep } from "node:timers/promises";
import { isTerminal } from "@platen/core";
import { takeCensus } from "../census.ts";
import { type Experiment, finding } from "../experiment.ts";
import { nothingLost } from "../findings.ts";
import { Fleet, type FleetWorker, type LogLine } from "../fleet.ts";
import { submitPatiently } from "../load.ts";
import type { Site } from "../site.ts";

/** The late writer finds another attempt in the row, and its own result is taken away again. */
export const zombie: Experiment = {
  name: "zombie",
  what: "A worker is stopped in mid-conversion for twice its lease, then goes on as if nothing had happened.",
  backends: ["local", "aws"],
  full: { jobs: 0, faults: 200 },
  reduced: { jobs: 0, faults: 6 },
  protection: "the attempt as fencing token",
  run: async ({ site, scale, unprotected }) => {
    let stopped = 0;
    let refused = 0;
    let late = 0;
    const sleeping = new Set<FleetWorker>();
    const ids: string[] = [];
    const wakings: Promise<void>[] = [];
    const onLine = (line: LogLine, worker: FleetWorker) => {
      if (line.msg === "converting" && stopped < scale.faults && sleeping.size < 3 && !sleeping.has(worker)) {
        stopped += 1;
        sleeping.add(worker);
        worker.child.kill("SIGSTOP");
        const order = Number(/\d+/.exec(String(line.source))?.[0]);
        wakings.push(wakeLate(site, () => ids[order], worker));
      }
      if (!sleeping.has(worker) || !line.msg.startsWith("job ")) return;
      sleeping.delete(worker);
      if (line.msg === "job refused") refused += 1;
      else late += 1;
    };
    const fleet = new Fleet(site, 4, { unfenced: unprotected }, onLine);
    try {
      const giveUpAt = Date.now() + 60_000 + scale.faults * site.policy.leaseMs * 3;
      while (stopped < scale.faults && Date.now() < giveUpAt) {
        if ((await site.backend.queue.depth()) > 3) await sleep(50);
        else ids.push((await submitPatiently(site, { content: `job ${ids.length} platen-takes=300` })).id);
      }
      await Promise.all(wakings);
      const census = await takeCensus(site, ids, 60_000);
      while (sleeping.size > 0 && Date.now() < giveUpAt) await sleep(100);
      return {
        figures: { jobs: ids.length, stopped, refused, late, attempts: census.attempts, ...census.statuses },
        findings: [
          ...nothingLost(census),
          finding("every worker was stopped in mid-conversion", stopped === scale.faults, stopped),
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

/** After twice the lease, and not before another worker has taken the job: until then it would still be its own. */
async function wakeLate(site: Site, idOf: () => string | undefined, worker: FleetWorker): Promise<void> {
  const { leaseMs, clockAllowanceMs } = site.policy;
  let heldAttempt: number | undefined;
  const goOnAt = Date.now() + leaseMs * 2 + clockAllowanceMs;
  for (const giveUpAt = goOnAt + 60_000; Date.now() < giveUpAt; await sleep(100)) {
    const id = idOf();
    const job = id === undefined ? undefined : await site.backend.jobs.find(id);
    if (job === undefined) continue;
    heldAttempt ??= job.attempt;
    if (Date.now() > goOnAt && (job.attempt > heldAttempt || isTerminal(job))) break;
  }
  worker.child.kill("SIGCONT");
}
