import {
  type Delivery,
  endDeadLetter,
  isAppError,
  type JobQueue,
  receiveJobs,
  type WorkerParts,
} from "@platen/core";
import type { Log } from "@platen/program";
import { logRun } from "./log-run.ts";

export interface EndingDeadLetters {
  readonly worker: WorkerParts;
  readonly deadLetters: JobQueue;
  readonly log: Log;
  readonly waitMs: number;
}

/** Ends the jobs of messages that the queue set aside, until `signal` is aborted. Every worker does; none converts them. */
export function endDeadLetters(parts: EndingDeadLetters, signal: AbortSignal): Promise<void> {
  const { worker, deadLetters, log, waitMs } = parts;
  const run = async (delivery: Delivery) => {
    try {
      logRun(log, await endDeadLetter(worker, delivery));
    } catch (error) {
      logFailure(log, error); // the message comes again
    }
  };
  const onUnavailable = (error: unknown) => logFailure(log, error);
  return receiveJobs({ queue: deadLetters, slots: 1, run, onUnavailable, waitMs }, signal);
}

function logFailure(log: Log, error: unknown): void {
  if (isAppError(error)) log.warn({ code: error.code, because: error.message }, "dead letters have to wait");
  else log.error({ err: error }, "bug while ending dead letters");
}
