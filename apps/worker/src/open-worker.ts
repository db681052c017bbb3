import { randomUUID } from "node:crypto";
import { availableParallelism, hostname } from "node:os";
import { jobPolicyOf, type PolicySettings } from "@platen/backend";
import { type ConverterSettings, machineMemory, openConverter } from "@platen/converter";
import { type Backend, type Converter, systemClock, type WorkerParts } from "@platen/core";
import type { Log } from "@platen/program";
import type { Registry } from "prom-client";
import { planCapacity } from "./plan-capacity.ts";
import { startWorker, type Worker } from "./start-worker.ts";
import { openWorkFolder, type WorkFolder } from "./work-folder.ts";
import type { WorkerSettings } from "./worker-settings.ts";

export interface OpenParts {
  readonly backend: Backend;
  readonly log: Log;
  /** Folders of this machine that no document may reach, with words for each. */
  readonly dataFolders?: readonly { readonly name: string; readonly path: string }[];
}

export interface OpenedParts {
  readonly worker: WorkerParts;
  readonly workFolder: WorkFolder;
  readonly slots: number;
  /** Ends what is left of LibreOffice and removes the work folder. */
  close(): Promise<void>;
}

/**
 * Everything of a worker that can be wrong on this machine, before it takes a job: its folder and LibreOffice. Fails
 * with what to do; then nothing is left open.
 */
export async function openWorkerParts(
  settings: Pick<WorkerSettings, "WORKER_SLOTS" | "WORK_PATH" | "LOOK_INTERVAL_MS"> &
    ConverterSettings &
    PolicySettings,
  { backend, log, dataFolders = [] }: OpenParts,
): Promise<OpenedParts> {
  const wanted = { slots: settings.WORKER_SLOTS, maxMemoryBytes: settings.MAX_MEMORY_BYTES };
  const machine = { processors: availableParallelism(), memoryBytes: await machineMemory() };
  const { slots, maxMemoryBytes, warning } = planCapacity(wanted, machine);
  if (warning !== undefined) log.warn({ slots, maxMemoryBytes, ...machine }, warning);
  const workFolder = await openWorkFolder(settings.WORK_PATH);
  const converter = await openConverter(
    { ...settings, MAX_MEMORY_BYTES: maxMemoryBytes },
    { guarded: dataFolders, workFolder: workFolder.path },
  ).catch(async (error) => {
    await workFolder.remove();
    throw error;
  });
  const engine = converter.describe();
  log.info(engine, `documents go through ${engine.engine} and LibreOffice ${engine.libreOfficeVersion}`);
  return {
    worker: {
      name: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
      backend,
      converter,
      policy: jobPolicyOf(settings),
      clock: systemClock,
      workFolder: workFolder.path,
      lookEveryMs: settings.LOOK_INTERVAL_MS,
    },
    workFolder,
    slots,
    close: async () => {
      await converter.close();
      await workFolder.remove();
    },
  };
}

export interface OpenedWorker {
  readonly converter: Converter;
  /** Begins to take jobs. */
  start(): Worker;
  /** Comes after the worker's stop. */
  close(): Promise<void>;
}

/** A worker that takes its jobs from the queue by itself. Fails as `openWorkerParts` does. */
export async function openWorker(
  settings: WorkerSettings & ConverterSettings & PolicySettings,
  { registry, ...given }: OpenParts & { readonly registry: Registry },
): Promise<OpenedWorker> {
  const parts = await openWorkerParts(settings, given);
  const { DRAIN_MS: drainMs, SWEEP_INTERVAL_MS: sweepIntervalMs } = settings;
  return {
    converter: parts.worker.converter,
    start: () => startWorker({ ...parts, log: given.log, registry, drainMs, sweepIntervalMs }),
    close: parts.close,
  };
}
