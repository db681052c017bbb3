import { isDeepStrictEqual } from "node:util";
import type { EventDeliveries } from "@platen/backend";
import { runJob, sweepOnce, type WorkerParts } from "@platen/core";
import type { Log } from "@platen/program";
import { logRun, logSweep } from "@platen/worker";
import { type QueueRecord, queueRecordsOf } from "./queue-event.ts";

export interface FunctionParts {
  readonly worker: WorkerParts;
  readonly deliveries: EventDeliveries;
  readonly log: Log;
}

/** The messages that Lambda must leave in the queue. */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** What the hourly schedule sends: stored files without a job are swept, too. */
const orphansEvent = { sweep: "orphans" };

/**
 * Messages of the queue are run as jobs; any other event, such as a schedule's, sweeps, since no worker runs here
 * that could do it between jobs. A function does not know when files without a job were last swept, so an event of its
 * own, `{"sweep":"orphans"}`, says when. A message whose job is over is deleted by Lambda. One whose job goes on, later or
 * elsewhere, is reported as failed: it stays, hidden for as long as `runJob` said.
 */
export async function handleEvent(
  parts: FunctionParts,
  event: unknown,
  signal: AbortSignal,
): Promise<BatchResponse> {
  const records = queueRecordsOf(event);
  if (records === undefined) {
    const orphans = isDeepStrictEqual(event, orphansEvent);
    logSweep(parts.log, await sweepOnce(parts.worker, { orphans, signal }));
    await parts.worker.callbacks?.settled(signal);
    return { batchItemFailures: [] };
  }
  const left: { itemIdentifier: string }[] = [];
  for (const record of records) {
    if (!(await isDone(parts, record, signal))) left.push({ itemIdentifier: record.messageId });
  }
  // Lambda stops the process between two events.
  await parts.worker.callbacks?.settled(signal);
  return { batchItemFailures: left };
}

async function isDone(
  { worker, deliveries, log }: FunctionParts,
  record: QueueRecord,
  signal: AbortSignal,
): Promise<boolean> {
  const { body, receiptHandle, attributes, messageAttributes } = record;
  const traceparent = messageAttributes?.traceparent?.stringValue;
  const delivery = deliveries.of({
    body,
    receipt: receiptHandle,
    receives: Number(attributes.ApproximateReceiveCount ?? 1),
    ...(traceparent !== undefined && { traceparent }),
  });
  // What Platen did not send stays, until SQS moves it to the dead-letter queue.
  if (delivery === undefined) return false;
  logRun(log, await runJob(worker, delivery, signal));
  return delivery.isCompleted;
}
