import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createPresentation } from "@platen/test/documents";
import { takeCensus } from "../census.ts";
import { type Experiment, finding } from "../experiment.ts";
import { Fleet } from "../fleet.ts";
import { submitPatiently } from "../load.ts";

/** What a killed worker leaves running or lying about would fill a machine in a day. */
export const killWorkersReal: Experiment = {
  name: "kill-workers-real",
  what: "Two workers convert presentations with LibreOffice while one is killed with SIGKILL every 1–4 s.",
  backends: ["local"],
  full: { jobs: 300, faults: 100 },
  reduced: { jobs: 4, faults: 2 },
  protection: "the budget of losses: a dead worker's job fails instead of being taken up",
  run: async ({ site: given, random, scale, unprotected }) => {
    const policy = { ...given.policy, leaseMs: 4_000, ...(unprotected && { maxLosses: 0 }) };
    const site = { ...given, policy };
    const workPath = join(site.folder, "work");
    const fleet = new Fleet(site, 2, { real: true, workPath });
    try {
      const ids: string[] = [];
      const slides = Array.from({ length: 400 }, (_, number) => ({
        title: `Slide ${number}`,
        lines: ["one", "two", "three"],
      }));
      const document = createPresentation({ slides });
      const submitting = (async () => {
        for (let count = 0; count < scale.jobs; count += 1) {
          ids.push((await submitPatiently(site, { content: document })).id);
          await sleep((2_500 * scale.faults) / scale.jobs);
        }
      })();
      await Promise.all(fleet.workers.map(({ started }) => started));
      let kills = 0;
      for (; kills < scale.faults; kills += 1) {
        await sleep(random.between(1_000, 4_000));
        await fleet.killAndReplace(random.pick(fleet.workers));
      }
      await submitting;
      const census = await takeCensus(site, ids, 180_000);
      for (const worker of fleet.workers) {
        await worker.started;
        worker.child.kill("SIGTERM");
        await worker.ended;
      }
      const succeeded = census.statuses.succeeded ?? 0;
      const processes = processesIn(site.folder);
      const folders = readdirSync(workPath);
      return {
        figures: { jobs: ids.length, kills, attempts: census.attempts, ...census.statuses },
        findings: [
          finding("no job is lost", census.lost === 0, census.lost),
          finding("no job is stuck", census.stuck === 0, census.stuck),
          finding("every job succeeds", succeeded === ids.length, `${succeeded} of ${ids.length}`),
          finding(
            "a kill costs at most one attempt",
            census.attempts <= ids.length + kills,
            `${census.attempts} attempts`,
          ),
          finding("no process is left", processes.length === 0, processes.join(", ") || 0),
          finding("no job folder is left", folders.length === 0, folders.join(", ") || 0),
        ],
      };
    } finally {
      await fleet.close();
    }
  },
};

/** Every process that names the folder in its command line or stands in it, but this one. */
function processesIn(folder: string): string[] {
  return readdirSync("/proc").filter((entry) => {
    if (!/^\d+$/.test(entry) || Number(entry) === process.pid) return false;
    try {
      return readFileSync(`/proc/${entry}/cmdline`, "utf8").includes(folder);
    } catch {
      return false; // it has ended meanwhile
    }
  });
}
