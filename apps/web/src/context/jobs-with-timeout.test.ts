import assert from "node:assert/strict";
import { it } from "node:test";
import { isAppError } from "@platen/core";
import { newJob, testJobStore } from "@platen/core/contracts";
import { MemoryJobStore } from "@platen/core/memory";
import { jobsWithTimeout } from "./jobs-with-timeout.ts";

testJobStore("A job store with an end to every wait", async () => ({
  subject: jobsWithTimeout(new MemoryJobStore(), 5_000),
  close: async () => undefined,
}));

it("gives up a call that is not answered", async () => {
  const jobs = new MemoryJobStore();
  jobs.find = () => new Promise(() => undefined);
  jobs.create = () => new Promise(() => undefined);
  const limited = jobsWithTimeout(jobs, 20);
  const isUnavailable = (error: unknown) => isAppError(error, "job_store_unavailable");
  await assert.rejects(limited.find("a"), isUnavailable);
  await assert.rejects(limited.create(newJob()), isUnavailable);
});
