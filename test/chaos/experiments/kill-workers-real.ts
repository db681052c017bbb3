import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createPresentation } from "@platen/test/documents";
import { descendantsOf, processesIn, type RunningProcess, stillRunning } from "../../support/processes.ts";
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
    // Long enough that no living worker loses a job on a busy machine: only a kill may cost an attempt.
    const policy = { ...given.policy, leaseMs: 10_000, ...(unprotected && { maxLosses: 0 }) };
    const temporaryPath = join(given.folder, "temporary");
    const site = { ...given, policy, environment: { ...given.environment, TMPDIR: temporaryPath } };
    const workPath = join(site.folder, "work");
    mkdirSync(temporaryPath);
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
      const ofTheKilled: RunningProcess[] = [];
      let kills = 0;
      for (; kills < scale.faults; kills += 1) {
        await sleep(random.between(1_000, 4_000));
        const worker = random.pick(fleet.workers);
        ofTheKilled.push(...descendantsOf(worker.child.pid ?? 0));
        await fleet.killAndReplace(worker);
      }
      await submitting;
      const census = await takeCensus(site, ids, 600_000);
      for (const worker of fleet.workers) {
        await worker.started;
        worker.child.kill("SIGTERM");
        await worker.ended;
      }
      const succeeded = census.statuses.succeeded ?? 0;
      const processes = [...stillRunning(ofTheKilled).map(({ pid }) => pid), ...processesIn(site.folder)];
      const folders = [workPath, temporaryPath].flatMap((path) => readdirSync(path));
      return {
        figures: {
          jobs: ids.length,
          kills,
          processesOfTheKilled: ofTheKilled.length,
          attempts: census.attempts,
          ...census.statuses,
        },
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
          finding(
            "no folder of a job or of LibreOffice is left",
            folders.length === 0,
            folders.join(", ") || 0,
          ),
        ],
      };
    } finally {
      await fleet.close();
    }
  },
};
