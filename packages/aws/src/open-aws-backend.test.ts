import assert from "node:assert/strict";
import { it } from "node:test";
import { closeBackend, isAppError } from "@platen/core";
import { newJob } from "@platen/core/contracts";
import { awsPlace, newName } from "../test-support/aws-place.ts";
import { newInstallation } from "../test-support/new-installation.ts";
import { openAwsBackend } from "./open-aws-backend.ts";

const place = awsPlace();

it("finds the jobs of earlier processes again, and gives all who open it at once the same key", async () => {
  const { settings, drop } = await newInstallation(place.access());
  const all = await Promise.all(
    Array.from({ length: 6 }, () => openAwsBackend(settings, { visibilityMs: 60_000 })),
  );
  const later = await openAwsBackend(settings, { visibilityMs: 60_000 });
  for (const { idKey } of all) {
    assert.equal(idKey.length, 32);
    assert.deepEqual(Buffer.from(idKey), Buffer.from(later.idKey));
  }
  const job = newJob();
  await all[0]?.jobs.create(job);
  await all[1]?.queue.send(job.id, { owner: job.owner });
  assert.deepEqual(await later.jobs.find(job.id), job);
  assert.equal((await later.queue.receive({ waitMs: 1_000 }))?.jobId, job.id);
  for (const backend of [...all, later]) await closeBackend(backend);
  await drop();
});

it("has no job under the id of the key, and gives two installations different keys", async () => {
  const first = await newInstallation(place.access());
  const second = await newInstallation(place.access());
  const one = await openAwsBackend(first.settings, { visibilityMs: 60_000 });
  const other = await openAwsBackend(second.settings, { visibilityMs: 60_000 });
  assert.equal(await one.jobs.find("installation"), undefined);
  assert.notDeepEqual(Buffer.from(one.idKey), Buffer.from(other.idKey));
  for (const backend of [one, other]) await closeBackend(backend);
  for (const { drop } of [first, second]) await drop();
});

it("fails as unavailable when there is no table", async () => {
  const settings = {
    ...place.access(),
    queueUrl: "http://127.0.0.1:1/1/none",
    bucket: newName(),
    table: newName(),
  };
  await assert.rejects(openAwsBackend(settings, { visibilityMs: 60_000 }), (error) =>
    isAppError(error, "job_store_unavailable"),
  );
});
