import { spawn } from "node:child_process";
import { once } from "node:events";
import { DatabaseSync } from "node:sqlite";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Experiment, finding } from "../experiment.ts";
import type { Installation } from "../installation.ts";
import { auditSyncs } from "../sync-audit.ts";

const program = fileURLToPath(new URL("../submitter-main.ts", import.meta.url));

/**
 * A killed process loses nothing that the kernel already has; a power cut does. So the kills show that every intermediate
 * state is consistent, and the audit of system calls shows that data is synced to the disk before it is acknowledged.
 */
export const powerCut: Experiment = {
  name: "power-cut",
  description:
    "Two processes submit jobs into one database without a pause and are killed with SIGKILL again and again.",
  backends: ["local"],
  full: { jobs: 0, faults: 1_000 },
  reduced: { jobs: 0, faults: 5 },
  protection:
    "the order of syncs: the audit reads a log in which the last sync comes after the acknowledgment",
  run: async ({ installation, random, scale, unprotected }) => {
    const acknowledged: string[] = [];
    let started = 0;
    const killOneByOne = async () => {
      while (started < scale.faults) {
        started += 1;
        const child = startSubmitter(installation);
        const output = text(child.stdout);
        await once(child.stdout, "data");
        await sleep(random.between(0, 100));
        child.kill("SIGKILL");
        acknowledged.push(...(await output).split("\n").slice(0, -1));
      }
    };
    await Promise.all([killOneByOne(), killOneByOne()]);
    let lost = 0;
    for (const id of acknowledged) {
      const job = await installation.backend.jobs.find(id);
      const source = job && (await installation.backend.files.read(job.source.key));
      source?.stream.destroy();
      if (source === undefined || source.totalBytes !== job?.source.bytes) lost += 1;
    }
    const integrity = integrityOf(installation);
    const auditMs = Math.max(2_000, scale.faults * 20);
    const audit = await auditSyncs([process.execPath, program, String(auditMs)], installation, {
      swapped: unprotected,
    });
    return {
      figures: { kills: scale.faults, acknowledged: acknowledged.length, audited: audit.acknowledged },
      findings: [
        finding("no acknowledged job or source is lost", lost === 0, lost),
        finding("the database passes its integrity check", integrity === "ok", integrity),
        finding(
          "the audit observed every kind of write",
          audit.acknowledged > 0 && audit.isComplete,
          audit.kinds,
        ),
        finding("nothing is acknowledged before it is synced to the disk", audit.early === 0, audit.early),
      ],
    };
  },
};

function startSubmitter(installation: Installation) {
  return spawn(process.execPath, [program, "600000"], {
    env: { PATH: process.env.PATH, ...installation.environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

function integrityOf({ environment }: Installation): string {
  const database = new DatabaseSync(environment.DATABASE_PATH ?? "");
  try {
    return String(database.prepare("PRAGMA integrity_check").get()?.integrity_check);
  } finally {
    database.close();
  }
}
