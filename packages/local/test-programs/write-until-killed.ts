/** Creates jobs, sends and receives messages for them for ever, and says each step once it was acknowledged. */
import { writeSync } from "node:fs";
import { newJob } from "@platen/core/contracts";
import { openDatabase } from "../src/database/open-database.ts";
import { SqliteJobStore } from "../src/jobs/sqlite-job-store.ts";
import { SqliteJobQueue } from "../src/queue/sqlite-job-queue.ts";

const { database, idKey } = await openDatabase(process.argv[2] ?? "");
const jobs = new SqliteJobStore(database, idKey);
const queue = new SqliteJobQueue(database, { visibilityMs: 600_000 });
const say = (what: string, id: string) => writeSync(1, `${what} ${id}\n`);

async function writeForEver(): Promise<never> {
  for (;;) {
    const job = newJob();
    await jobs.create(job);
    say("created", job.id);
    await queue.send(job.id, { owner: job.owner });
    say("sent", job.id);
    const delivery = await queue.receive({ waitMs: 0 });
    if (delivery === undefined) continue;
    say("completing", delivery.jobId);
    await delivery.complete();
    say("completed", delivery.jobId);
  }
}
await Promise.all([writeForEver(), writeForEver(), writeForEver()]);
