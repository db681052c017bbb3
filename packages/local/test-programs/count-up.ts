/** Grows a job's revision by so many compare-and-sets, against others who do the same. */
import { openDatabase } from "../src/database/open-database.ts";
import { SqliteJobStore } from "../src/jobs/sqlite-job-store.ts";

const [file = "", id = "", times = ""] = process.argv.slice(2);
const { database, idKey } = await openDatabase(file);
const jobs = new SqliteJobStore(database, idKey);
for (let won = 0; won < Number(times); ) {
  const job = await jobs.find(id);
  if (job === undefined) throw new Error("The job is gone.");
  if (await jobs.replace({ ...job, revision: job.revision + 1 }, job.revision)) won += 1;
}
await jobs.close();
