import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { it } from "node:test";
import { closeBackend, isAppError } from "@platen/core";
import { eventually, newJob } from "@platen/core/contracts";
import { awsPlace } from "../../test-support/aws-place.ts";
import { newInstallation } from "../../test-support/new-installation.ts";
import { createInstallation } from "../create/create-installation.ts";
import { openAwsBackend } from "../open-aws-backend.ts";

const place = awsPlace();

it("is unavailable while table, queue and bucket are gone, and goes on when they are back", {
  timeout: 120_000,
}, async () => {
  const { settings, drop } = await newInstallation(place.access());
  const { jobs, queue, files, idKey } = await openAwsBackend(settings, { visibilityMs: 2_000 });
  const waiting = queue.receive({ waitMs: 20_000 }).catch((error) => {
    assert.ok(isAppError(error, "job_queue_unavailable"));
  });
  await drop();
  const job = newJob();
  const fails = (answer: Promise<unknown>, code: string) =>
    assert.rejects(answer, (error) => isAppError(error, code) && error.kind === "unavailable");
  await Promise.all([
    waiting,
    fails(jobs.create(job), "job_store_unavailable"),
    fails(jobs.find(job.id), "job_store_unavailable"),
    fails(jobs.due("rescue", Date.now(), 5), "job_store_unavailable"),
    fails(queue.send(job.id, { owner: job.owner }), "job_queue_unavailable"),
    fails(queue.receive({ waitMs: 0 }), "job_queue_unavailable"),
    fails(files.read("sources/1/a"), "file_storage_unavailable"),
    fails(files.write("sources/1/a", Readable.from([Buffer.from("a")])), "file_storage_unavailable"),
    fails(files.remove("sources/1"), "file_storage_unavailable"),
  ]);
  const name = settings.table;
  await createInstallation(settings, { queue: name, bucket: name, table: name });
  assert.equal(await jobs.create(job), true);
  await queue.send(job.id, { owner: job.owner });
  const delivery = await eventually(async () => {
    const received = await queue.receive({ waitMs: 1_000 });
    assert.equal(received?.jobId, job.id);
    return received;
  });
  await delivery?.complete();
  await files.write("sources/1/a", Readable.from([Buffer.from("a")]));
  await closeBackend({ jobs, queue, files, idKey });
  await drop();
});
