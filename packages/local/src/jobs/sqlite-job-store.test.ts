import assert from "node:assert/strict";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { it } from "node:test";
import type { Job } from "@platen/core";
import { newJob, richJob, testJobStore } from "@platen/core/contracts";
import { migrate } from "../database/migrate.ts";
import { migrations } from "../database/migrations/index.ts";
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

it("counts what owners have in a database of an earlier version", async (test) => {
  const folder = await temporaryFolder();
  test.after(folder.remove);
  const file = path.join(folder.path, "platen.db");
  const earlier = new DatabaseSync(file);
  migrate(earlier, file, migrations.slice(0, 2));
  insertAsBefore(earlier, [newJob(), newJob({ status: "failed" }), richJob({ owner: "owner-1" })]);
  earlier.close();
  const { database, idKey } = await openDatabase(file);
  const jobs = new SqliteJobStore(database, idKey);
  test.after(() => jobs.close());
  const storedBytes = 2 * newJob().source.bytes + richJob().source.bytes;
  assert.deepEqual(await jobs.usage("owner-1"), { queuedJobs: 1, storedBytes });
});

it("counts more bytes than a JavaScript number can hold exactly", async (test) => {
  const { subject: jobs, close } = await openTemporary();
  test.after(() => jobs.close().then(close));
  const job = newJob();
  for (const id of ["job-1", "job-2"])
    await jobs.create({ ...job, id, source: { ...job.source, bytes: Number.MAX_SAFE_INTEGER } });
  assert.ok((await jobs.usage(job.owner)).storedBytes > Number.MAX_SAFE_INTEGER);
});

it("finds what is due in a database of an earlier version", async (test) => {
  const folder = await temporaryFolder();
  test.after(folder.remove);
  const file = path.join(folder.path, "platen.db");
  const earlier = new DatabaseSync(file);
  migrate(earlier, file, migrations.slice(0, 5));
  const waiting = newJob({ dueAt: 1 });
  const told = richJob({ status: "succeeded", dueAt: 2 });
  const over = newJob({ status: "failed", dueAt: 3 });
  insertAsBefore(earlier, [over, told, waiting]);
  earlier.close();
  const { database, idKey } = await openDatabase(file);
  const jobs = new SqliteJobStore(database, idKey);
  test.after(() => jobs.close());
  assert.deepEqual(await jobs.due("rescue", 9, 9), [waiting, told]);
  assert.deepEqual(await jobs.due("removal", 9, 9), [over]);
});

/** As the first versions stored jobs. */
function insertAsBefore(database: DatabaseSync, jobs: readonly Job[]): void {
  const insert = database.prepare(`
    INSERT INTO jobs (id, owner, status, batch, revision, due_at, created_at, content)
    VALUES (:id, :owner, :status, :batch, :revision, :dueAt, :createdAt, :content)`);
  for (const job of jobs) {
    const { id, owner, status, batch, revision, dueAt, createdAt } = job;
    insert.run({ id, owner, status, batch, revision, dueAt, createdAt, content: JSON.stringify(job) });
  }
}

it("keeps a time that is not whole as it is, and has the job due not before it", async (test) => {
  const { subject: jobs, close } = await openTemporary();
  test.after(() => jobs.close().then(close));
  const job = newJob({ dueAt: 1_000.25 });
  await jobs.create(job);
  assert.deepEqual(await jobs.due("rescue", 1_000, 10), []);
  assert.deepEqual(await jobs.due("rescue", 1_001, 10), [job]);
});
