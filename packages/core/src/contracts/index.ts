/**
 * What every implementation of a seam promises, as tests. Each function takes a name and a factory that makes a
 * fresh, empty subject; call it from the test file of the implementation. Everything runs for everyone: what one
 * implementation cannot promise does not belong into the seam. Waits are conditions with generous limits, so the
 * same tests hold for memory, disk and a cloud.
 */
export { type ConverterSamples, testConverter } from "./converter-contract.ts";
export { eventually } from "./eventually.ts";
export { testFileStorage } from "./file-storage-contract.ts";
export { testJobQueue } from "./job-queue-contract.ts";
export { testJobStore } from "./job-store-contract.ts";
export { newJob, richJob } from "./sample-job.ts";
export type { QueueSubject, Subject } from "./subject.ts";
