import { availableParallelism } from "node:os";
import { jobPolicyOf, type PolicySettings } from "@platen/backend";
import { type ConverterSettings, machineMemory, openConverter } from "@platen/converter";
import { type Backend, type Converter, systemClock } from "@platen/core";
import type { Log } from "@platen/program";
import type { Registry } from "prom-client";
import { planCapacity } from "./plan-capacity.ts";
import { startWorker, type Worker } from "./start-worker.ts";
import { openWorkFolder } from "./work-folder.ts";
import type { WorkerSettings } from "./worker-settings.ts";

export interface OpenedWorker {
  readonly converter: Converter;
  /** Begins to take jobs. */
  start(): Worker;
  /** Ends what is left of LibreOffice and removes the work folder; comes after the worker's stop. */
  close(): Promise<void>;
}

export interface OpenWorker {
  readonly backend: Backend;
  readonly log: Log;
  readonly registry: Registry;
  /** Folders of this machine that no document may reach, with words for each. */
  readonly dataFolders?: readonly { readonly name: string; readonly path: string }[];
}

/**
 * Everything of a worker that can be wrong on this machine, before it takes a job: its folder and LibreOffice. Fails
 * with what to do; then nothing is left open.
 */
export async function openWorker(
  settings: WorkerSettings & ConverterSettings & PolicySettings,
  { backend, log, registry, dataFolders = [] }: OpenWorker,
): Promise<OpenedWorker> {
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
    converter,
    start: () =>
      startWorker({
        backend,
        converter,
        workFolder,
        policy: jobPolicyOf(settings),
        clock: systemClock,
        log,
        registry,
        slots,
        drainMs: settings.DRAIN_MS,
        sweepIntervalMs: settings.SWEEP_INTERVAL_MS,
        lookIntervalMs: settings.LOOK_INTERVAL_MS,
      }),
    close: async () => {
      await converter.close();
      await workFolder.remove();
    },
  };
}
