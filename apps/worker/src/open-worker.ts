import { randomUUID } from "node:crypto";
import { availableParallelism, hostname } from "node:os";
import { type ConverterSettings, machineMemory, openConverter, planCapacity } from "@platen/converter";
import {
  type Backend,
  CallbackRunner,
  type Converter,
  type JobPolicy,
  systemClock,
  type WorkerParts,
} from "@platen/core";
import { GuardedClient, OutboundSender, type OutboundSettings } from "@platen/outbound";
import type { Log } from "@platen/program";
import type { Registry } from "prom-client";
import { openCallbackMetrics } from "./callback-metrics.ts";
import { removeStaleFolders } from "./keep-sweeping.ts";
import { logCallback } from "./log-callback.ts";
import { logFonts } from "./log-fonts.ts";
import { logTrouble } from "./log-sweep.ts";
import { startWorker, type Worker } from "./start-worker.ts";
import { openWorkFolder, type WorkFolder } from "./work-folder.ts";
import type { WorkerSettings } from "./worker-settings.ts";

export interface OpenParts {
  readonly backend: Backend;
  readonly policy: JobPolicy;
  readonly log: Log;
  /** Whoever shows metrics hands over where they are kept. */
  readonly registry?: Registry;
  /** Folders of this machine that no document may reach, with words for each. */
  readonly dataFolders?: readonly { readonly name: string; readonly path: string }[];
}

interface Settings {
  readonly worker: WorkerSettings;
  readonly converter: ConverterSettings;
  readonly outbound: OutboundSettings;
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
  settings: Settings,
  { backend, policy, log, registry, dataFolders = [] }: OpenParts,
): Promise<OpenedParts> {
  const wanted = { slots: settings.worker.slots, maxMemoryBytes: settings.converter.limits.maxMemoryBytes };
  const machine = { processors: availableParallelism(), memoryBytes: await machineMemory() };
  const { slots, maxMemoryBytes, warning } = planCapacity(wanted, machine);
  if (warning !== undefined) log.warn({ slots, maxMemoryBytes, ...machine }, warning);
  const workFolder = await openWorkFolder(settings.worker.workPath);
  await removeStaleFolders(workFolder, log).catch((error: unknown) => logTrouble(log, error));
  const converter = await openConverter(
    { ...settings.converter, limits: { ...settings.converter.limits, maxMemoryBytes } },
    {
      guarded: dataFolders,
      workFolder: workFolder.path,
      onFonts: (report) => logFonts(log, report),
    },
  ).catch(async (error) => {
    await workFolder.remove();
    throw error;
  });
  const sender = new OutboundSender(new GuardedClient(settings.outbound), backend);
  const countCallback = openCallbackMetrics(registry);
  const telling = { jobs: backend.jobs, sender, policy, clock: systemClock };
  const callbacks = new CallbackRunner(telling, (report) => {
    countCallback(report);
    logCallback(log, report);
  });
  const engine = converter.describe();
  log.info(engine, `documents go through ${engine.engine} and LibreOffice ${engine.libreOfficeVersion}`);
  return {
    worker: {
      name: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
      backend,
      converter,
      policy,
      clock: systemClock,
      workFolder: workFolder.path,
      heartbeatIntervalMs: settings.worker.heartbeatIntervalMs,
      callbacks,
    },
    workFolder,
    slots,
    close: async () => {
      await callbacks.stop();
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
  settings: Settings,
  given: OpenParts & { readonly registry: Registry },
): Promise<OpenedWorker> {
  const { log, registry } = given;
  const parts = await openWorkerParts(settings, given);
  const { drainMs, sweepIntervalMs } = settings.worker;
  return {
    converter: parts.worker.converter,
    start: () => startWorker({ ...parts, log, registry, drainMs, sweepIntervalMs }),
    close: parts.close,
  };
}
