/** Waits for one message, completes it and says whose it was. */
import { openDatabase } from "../src/database/open-database.ts";
import { SqliteJobQueue } from "../src/queue/sqlite-job-queue.ts";

const { database } = await openDatabase(process.argv[2] ?? "");
const queue = new SqliteJobQueue(database, { visibilityMs: 60_000 });
console.log("waiting");
const delivery = await queue.receive({ waitMs: 60_000 });
console.log(delivery?.jobId);
await delivery?.complete();
await queue.close();
