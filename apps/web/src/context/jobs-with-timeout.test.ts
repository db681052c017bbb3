import assert from "node:assert/strict";
import { it } from "node:test";
import { isAppError } from "@platen/core";
import { newJob, testJobStore } from "@platen/core/contracts";
import { MemoryJobStore } from "@platen/core/memory";
import { patientJobs } from "./jobs-with-timeout.ts";

testJobStore("A job store with an end to every wait", async () => ({
  subject: patientJobs(new MemoryJobStore(), 5_000),
  close: async () => undefined,
}));

it("gives up a call that is not answered", async () => {
  const jobs = new MemoryJobStore();
  jobs.find = () => new Promise(() => undefined);
  jobs.create = () => new Promise(() => undefined);
  const patient = patientJobs(jobs, 20);
  const isAway = (error: unknown) => isAppError(error, "job_store_unavailable");
  await assert.rejects(patient.find("a"), isAway);
  await assert.rejects(patient.create(newJob()), isAway);
});
