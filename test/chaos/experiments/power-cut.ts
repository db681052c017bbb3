import { spawn } from "node:child_process";
import { once } from "node:events";
import { DatabaseSync } from "node:sqlite";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Experiment, finding } from "../experiment.ts";
import type { Site } from "../site.ts";
import { auditSyncs } from "../sync-audit.ts";

const program = fileURLToPath(new URL("../submitter-main.ts", import.meta.url));

/**
 * A killed process loses nothing that the kernel has; a power cut does. So the kills show that every state on the way
 * is sound, and the audit of system calls shows that what was acknowledged had been forced to the disk before.
 */
export const powerCut: Experiment = {
  name: "power-cut",
  what: "Two processes submit jobs into one database without pause and are killed with SIGKILL, again and again.",
  backends: ["local"],
  full: { jobs: 0, faults: 1_000 },
  reduced: { jobs: 0, faults: 5 },
  protection:
    "the order of syncs: the audit is given a log in which the last sync comes after the acknowledgment",
  run: async ({ site, random, scale, unprotected }) => {
    const acknowledged: string[] = [];
    let started = 0;
    const killOneByOne = async () => {
      while (started < scale.faults) {
        started += 1;
        const child = startSubmitter(site);
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
      const job = await site.backend.jobs.find(id);
      const source = job && (await site.backend.files.read(job.source.key));
      source?.stream.destroy();
      if (source === undefined || source.totalBytes !== job?.source.bytes) lost += 1;
    }
    const integrity = integrityOf(site);
    const auditMs = Math.max(2_000, scale.faults * 20);
    const audit = await auditSyncs([process.execPath, program, String(auditMs)], site, {
      swapped: unprotected,
    });
    return {
      figures: { kills: scale.faults, acknowledged: acknowledged.length, audited: audit.acknowledged },
      findings: [
        finding("no acknowledged job or source is lost", lost === 0, lost),
        finding("the database is sound", integrity === "ok", integrity),
        finding(
          "every kind of write was seen by the audit",
          audit.acknowledged > 0 && audit.isComplete,
          audit.kinds,
        ),
        finding("nothing is acknowledged before it is forced to the disk", audit.early === 0, audit.early),
      ],
    };
  },
};

function startSubmitter(site: Site) {
  return spawn(process.execPath, [program, "600000"], {
    env: { PATH: process.env.PATH, ...site.environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

function integrityOf({ environment }: Site): string {
  const database = new DatabaseSync(environment.DATABASE_PATH ?? "");
  try {
    return String(database.prepare("PRAGMA integrity_check").get()?.integrity_check);
  } finally {
    database.close();
  }
}
