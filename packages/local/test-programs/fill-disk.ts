/** On a tiny disk of its own: fills it, looks at what each seam says, makes room and looks again. */
import assert from "node:assert/strict";
import { readdir, rm, statfs, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { closeBackend, isAppError } from "@platen/core";
import { newJob } from "@platen/core/contracts";
import { openLocalBackend } from "../src/open-local-backend.ts";

const folder = process.argv[2] ?? "";
const { blocks, bsize } = await statfs(folder);
assert.ok(blocks * bsize < 16_000_000, "this must be a tiny disk of its own");

const backend = await openLocalBackend({
  databasePath: path.join(folder, "platen.db"),
  storagePath: path.join(folder, "files"),
  visibilityMs: 60_000,
});
const isFull = (code: string) => (error: unknown) =>
  isAppError(error, code) && error.kind === "unavailable" && /full/.test(error.message);
const megabytes = (count: number) =>
  Readable.from(Array.from({ length: count }, () => Buffer.alloc(1_000_000, "x")));

const before = newJob();
await backend.jobs.create(before);
await backend.files.write("sources/before", megabytes(1));

await assert.rejects(backend.files.write("sources/large", megabytes(20)), isFull("file_storage_full"));
assert.equal(await backend.files.read("sources/large"), undefined);
assert.deepEqual(await readdir(path.join(folder, "files/~incoming")), []);
await backend.files.write("sources/small", megabytes(1));

await assert.rejects(writeFile(path.join(folder, "filler"), Buffer.alloc(20_000_000)), { code: "ENOSPC" });
await assert.rejects(async () => {
  for (;;) await backend.jobs.create(newJob({ batch: "x".repeat(10_000) }));
}, isFull("job_store_unavailable"));
await assert.rejects(
  backend.queue.send(before.id, { owner: "x".repeat(10_000) }),
  isFull("job_queue_unavailable"),
);
assert.deepEqual(await backend.jobs.find(before.id), before);
assert.equal((await backend.files.read("sources/before"))?.totalBytes, 1_000_000);

await rm(path.join(folder, "filler"));
assert.equal(await backend.jobs.create(newJob()), true);
await backend.queue.send(before.id, { owner: before.owner });
assert.equal((await backend.queue.receive({ waitMs: 0 }))?.jobId, before.id);
await backend.files.write("sources/after", megabytes(1));
await closeBackend(backend);
console.log("recovered");
