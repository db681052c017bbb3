import { setTimeout as sleep } from "node:timers/promises";
import { isTerminal } from "@platen/core";
import { takeCensus } from "../census.ts";
import { type Experiment, finding } from "../experiment.ts";
import { nothingLost } from "../findings.ts";
import { Fleet, type FleetWorker, type LogLine } from "../fleet.ts";
import { submitPatiently } from "../load.ts";
import { patiently } from "../patiently.ts";
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
    let asked = 0;
    let stopped = 0;
    let refused = 0;
    let late = 0;
    const sleeping = new Set<FleetWorker>();
    const ids: string[] = [];
    const wakings: Promise<void>[] = [];
    const onLine = (line: LogLine, worker: FleetWorker) => {
      if (line.msg === "converting" && asked < scale.faults && sleeping.size < 3 && !sleeping.has(worker)) {
        asked += 1;
        sleeping.add(worker);
        worker.child.kill("SIGSTOP");
        const order = Number(/\d+/.exec(String(line.source))?.[0]);
        wakings.push(sleepThrough(worker, () => ids[order]));
      }
      if (!sleeping.has(worker) || !line.msg.startsWith("job ")) return;
      sleeping.delete(worker);
      if (line.msg === "job refused") refused += 1;
      else late += 1;
    };
    const sleepThrough = async (worker: FleetWorker, idOf: () => string | undefined) => {
      if (await isOver(site, idOf)) {
        // On a busy machine the signal may come after the end of the conversion: this one does not count.
        asked -= 1;
        sleeping.delete(worker);
      } else {
        stopped += 1;
        await untilTaken(site, idOf);
      }
      worker.child.kill("SIGCONT");
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

/** Of a worker that was just stopped: whether it had written its result before. */
async function isOver(site: Site, idOf: () => string | undefined): Promise<boolean> {
  await sleep(100); // what it sent before it was stopped has arrived by then
  for (;;) {
    const id = idOf(); // the job may run before whoever submitted it knows its id
    const job = id === undefined ? undefined : await patiently(() => site.backend.jobs.find(id));
    if (job !== undefined) return isTerminal(job);
    await sleep(20);
  }
}

/** For twice the lease, and until another worker has taken the job: before that it would still be the sleeper's. */
async function untilTaken({ backend, policy }: Site, idOf: () => string | undefined): Promise<void> {
  const { leaseMs, clockAllowanceMs } = policy;
  const id = idOf() ?? "";
  const held = await patiently(() => backend.jobs.find(id));
  const goOnAt = Date.now() + leaseMs * 2 + clockAllowanceMs;
  for (const giveUpAt = goOnAt + 60_000; Date.now() < giveUpAt; await sleep(100)) {
    const job = await patiently(() => backend.jobs.find(id));
    if (job === undefined || held === undefined || Date.now() < goOnAt) continue;
    if (job.attempt > held.attempt || isTerminal(job)) return;
  }
}
