import assert from "node:assert/strict";
import path from "node:path";
import { it } from "node:test";
import { newJob, testJobStore } from "@platen/core/contracts";
import { openDatabase } from "../database/open-database.ts";
import { runProgram } from "../test-support/run-program.ts";
import { temporaryFolder } from "../test-support/temporary-folder.ts";
import { SqliteJobStore } from "./sqlite-job-store.ts";

async function openTemporary() {
  const folder = await temporaryFolder();
  const file = path.join(folder.path, "platen.db");
  const { database, idKey } = await openDatabase(file);
  return { subject: new SqliteJobStore(database, idKey), file, close: folder.remove };
}

testJobStore("SqliteJobStore", openTemporary);

it("loses no compare-and-set of several processes on one file", { timeout: 60_000 }, async (test) => {
  const { subject: jobs, file, close } = await openTemporary();
  test.after(() => jobs.close().then(close));
  const job = newJob({ revision: 0 });
  await jobs.create(job);
  await Promise.all(Array.from({ length: 3 }, () => runProgram("count-up.ts", file, job.id, "100")));
  assert.equal((await jobs.find(job.id))?.revision, 300);
});

it("keeps a time that is not whole as it is, and has the job due not before it", async (test) => {
  const { subject: jobs, close } = await openTemporary();
  test.after(() => jobs.close().then(close));
  const job = newJob({ dueAt: 1_000.25 });
  await jobs.create(job);
  assert.deepEqual(await jobs.due(1_000, 10), []);
  assert.deepEqual(await jobs.due(1_001, 10), [job]);
});
