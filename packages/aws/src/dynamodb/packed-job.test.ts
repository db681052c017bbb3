import assert from "node:assert/strict";
import { it } from "node:test";
import { newJob, richJob } from "@platen/core/contracts";
import { itemOf, jobIn } from "./job-item.ts";
import { packJob, unpackJob } from "./packed-job.ts";

it("gives back every job as it was packed", () => {
  for (const job of [newJob(), richJob(), richJob({ batch: "x".repeat(100_000) })])
    assert.deepEqual(unpackJob(packJob(job)), job);
});

it("makes a usual job small enough for a row of 1 KB, with what stands beside it", () => {
  assert.ok(packJob(newJob()).length < 400);
  assert.ok(packJob(richJob()).length < 900);
});

it("reads a row of an earlier version, which held the job as a map", () => {
  const job = richJob();
  const { content: _, ...columns } = itemOf(job, "writer", { exactRemoval: false });
  assert.deepEqual(jobIn({ ...columns, job }), job);
});

it("says so when a row was written by a newer version", () => {
  const packed = packJob(newJob());
  packed[0] = 9;
  assert.throws(() => unpackJob(packed), /newer/);
});
