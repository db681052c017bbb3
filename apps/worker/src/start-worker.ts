import { isAppError, receiveJobs, runJob, type WorkerParts } from "@platen/core";
import type { Log } from "@platen/program";
import type { Registry } from "prom-client";
import { keepSweeping } from "./keep-sweeping.ts";
import { keepSweepingOrphans } from "./keep-sweeping-orphans.ts";
import { logRun } from "./log-run.ts";
import type { WorkFolder } from "./work-folder.ts";
import { openWorkerMetrics } from "./worker-metrics.ts";

export interface StartWorker {
  readonly worker: WorkerParts;
  readonly workFolder: WorkFolder;
  readonly log: Log;
  /** Whoever shows metrics hands over where they are kept. */
  readonly registry: Registry;
  readonly slots: number;
  readonly drainMs: number;
  readonly sweepIntervalMs: number;
}

export interface Worker {
  readonly name: string;
  /**
   * Takes no further job at once, lets conversions go on for `drainMs`, then gives unfinished jobs back for anyone to
   * take up without delay. Nothing of this worker runs afterwards.
   */
  stop(): Promise<void>;
}

/** The longest that one question to the queue may wait: what SQS allows. */
const waitMs = 20_000;

/** Queue → conversions, and the sweeper, until it is stopped. Backend, converter and folder stay the caller's to close. */
export function startWorker(parts: StartWorker): Worker {
  const { worker, log, slots, drainMs } = parts;
  const { name } = worker;
  const metrics = openWorkerMetrics(parts.registry, slots);
  const stopping = new AbortController();
  const draining = new AbortController();
  const receiving = receiveJobs(
    {
      queue: worker.backend.queue,
      slots,
      waitMs,
      run: async (delivery) => {
        const runEnded = metrics.runStarted();
        const report = await runJob(worker, delivery, draining.signal);
        runEnded(report);
        logRun(log, report);
      },
      onUnavailable: (error) => logUnavailable(log, error),
    },
    stopping.signal,
  );
  const sweeping = keepSweeping(
    { ...parts, sweeper: worker, metrics, intervalMs: parts.sweepIntervalMs },
    stopping.signal,
  );
  const sweepingOrphans = keepSweepingOrphans({ sweeper: worker, log }, stopping.signal);
  const ended = Promise.all([receiving, sweeping, sweepingOrphans]);
  log.info({ worker: name, slots }, "worker started");
  return {
    name,
    stop: async () => {
      stopping.abort();
      const deadline = setTimeout(() => draining.abort(), drainMs);
      try {
        await ended;
      } finally {
        clearTimeout(deadline);
      }
    },
  };
}

function logUnavailable(log: Log, error: unknown): void {
  if (isAppError(error)) log.warn({ code: error.code, because: error.message }, "the queue is away");
  else log.error({ err: error }, "bug while receiving");
}
