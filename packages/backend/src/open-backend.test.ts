import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { it } from "node:test";
import { closeBackend } from "@platen/core";
import { newJob } from "@platen/core/contracts";
import { readSettings } from "@platen/program";
import { backendSettings } from "./backend-settings.ts";
import { openBackend } from "./open-backend.ts";

it("opens the local backend where the settings say, and finds everything there again", async (test) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "platen-backend-"));
  test.after(() => rm(folder, { recursive: true }));
  const environment = {
    DATABASE_PATH: path.join(folder, "new/platen.db"),
    STORAGE_PATH: path.join(folder, "new/files"),
  };
  const { backend: settings } = readSettings({ backend: backendSettings }, environment);
  const job = newJob();
  const first = await openBackend(settings, { visibilityMs: 60_000 });
  await first.jobs.create(job);
  await first.queue.send(job.id, { owner: job.owner });
  await closeBackend(first);
  const second = await openBackend(settings, { visibilityMs: 60_000 });
  assert.deepEqual(await second.jobs.find(job.id), job);
  assert.equal((await second.queue.receive({ waitMs: 0 }))?.jobId, job.id);
  assert.deepEqual(second.idKey, first.idKey);
  assert.equal(second.idKey.length, 32);
  await closeBackend(second);
});
