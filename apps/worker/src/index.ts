/**
 * The program that converts: it takes jobs from the queue, one for each free slot, and sweeps up after workers that
 * died. It never speaks HTTP with clients. Start with `start-worker.ts`; what happens to one job is in
 * `core/src/flow/run-job.ts`.
 */
export { logRun } from "./log-run.ts";
export { logSweep } from "./log-sweep.ts";
export { type OpenedWorker, openWorker, openWorkerParts } from "./open-worker.ts";
export { type StartWorker, startWorker, type Worker } from "./start-worker.ts";
export { openWorkFolder, type WorkFolder } from "./work-folder.ts";
export { endingMs, monitorSettings, type WorkerSettings, workerSettings } from "./worker-settings.ts";
