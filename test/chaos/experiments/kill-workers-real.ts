import { chmodSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { descendantsOf, type ProcessFacts } from "@platen/process";
import { createPresentation } from "@platen/test-documents";
import { processesIn, stillRunning } from "../../support/processes.ts";
import { type Experiment, finding } from "../experiment.ts";
import { Fleet } from "../fleet.ts";
import { auditJobs } from "../job-audit.ts";
import { submitWithRetry } from "../load.ts";

/** The processes and folders that killed workers left behind would fill a machine within a day. */
export const killWorkersReal: Experiment = {
  name: "kill-workers-real",
  description:
    "Two workers convert presentations with LibreOffice while one is killed with SIGKILL every 1–4 s.",
  backends: ["local"],
  full: { jobs: 300, faults: 100 },
  reduced: { jobs: 4, faults: 2 },
  protection: "the budget of losses: a dead worker's job fails instead of being claimed again",
  run: async ({ installation: given, random, scale, unprotected }) => {
    // Long enough that no running worker loses its lease on a busy machine: only a kill may cost an attempt.
    const policy = { ...given.policy, leaseMs: 10_000, ...(unprotected && { maxLosses: 0 }) };
    const temporaryPath = join(given.folder, "temporary");
    const installation = { ...given, policy, environment: { ...given.environment, TMPDIR: temporaryPath } };
    const workPath = join(installation.folder, "work");
    mkdirSync(temporaryPath);
    // As root, documents are converted by users of their own, who must be able to enter it.
    chmodSync(given.folder, 0o711);
    const fleet = new Fleet(installation, 2, { real: true, workPath });
    try {
      const ids: string[] = [];
      const slides = Array.from({ length: 400 }, (_, number) => ({
        title: `Slide ${number}`,
        lines: ["one", "two", "three"],
      }));
      const document = createPresentation({ slides });
      const submitting = (async () => {
        for (let count = 0; count < scale.jobs; count += 1) {
          ids.push((await submitWithRetry(installation, { content: document })).id);
          await sleep((2_500 * scale.faults) / scale.jobs);
        }
      })();
      await Promise.all(fleet.workers.map(({ started }) => started));
      const ofKilledWorkers: ProcessFacts[] = [];
      let kills = 0;
      for (; kills < scale.faults; kills += 1) {
        await sleep(random.between(1_000, 4_000));
        const worker = random.pick(fleet.workers);
        ofKilledWorkers.push(...descendantsOf(worker.child.pid ?? 0));
        await fleet.killAndReplace(worker);
      }
      await submitting;
      const audit = await auditJobs(installation, ids, 600_000);
      for (const worker of fleet.workers) {
        await worker.started;
        worker.child.kill("SIGTERM");
        await worker.ended;
      }
      const succeeded = audit.statuses.succeeded ?? 0;
      const processes = [
        ...stillRunning(ofKilledWorkers).map(({ pid }) => pid),
        ...processesIn(installation.folder),
      ];
      const folders = [workPath, temporaryPath].flatMap((path) => readdirSync(path));
      return {
        figures: {
          jobs: ids.length,
          kills,
          processesOfKilledWorkers: ofKilledWorkers.length,
          attempts: audit.attempts,
          ...audit.statuses,
        },
        findings: [
          finding("no job is lost", audit.lost === 0, audit.lost),
          finding("no job is stuck", audit.stuck === 0, audit.stuck),
          finding("every job succeeds", succeeded === ids.length, `${succeeded} of ${ids.length}`),
          finding(
            "a kill costs at most one attempt",
            audit.attempts <= ids.length + kills,
            `${audit.attempts} attempts`,
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
