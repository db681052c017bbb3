import type { EventDeliveries } from "@platen/backend";
import { type RunReport, runJob, sweepJobs, type WorkerParts } from "@platen/core";
import { type QueueRecord, queueRecordsOf } from "./queue-event.ts";

export interface FunctionParts {
  readonly worker: WorkerParts;
  readonly deliveries: EventDeliveries;
  readonly onReport: (report: RunReport) => void;
}

/** The messages that Lambda must leave in the queue. */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

const sweepLimit = 100;

/**
 * Messages of the queue are run as jobs; any other event, such as a schedule's, sweeps, since no worker runs here
 * that could do it between jobs. A message whose job is over is deleted by Lambda. One whose job goes on, later or
 * elsewhere, is reported as failed: it stays, hidden for as long as `runJob` said.
 */
export async function handleEvent(
  parts: FunctionParts,
  event: unknown,
  signal: AbortSignal,
): Promise<BatchResponse> {
  const records = queueRecordsOf(event);
  if (records === undefined) {
    await sweep(parts.worker);
    return { batchItemFailures: [] };
  }
  const left: { itemIdentifier: string }[] = [];
  for (const record of records) {
    if (!(await isDone(parts, record, signal))) left.push({ itemIdentifier: record.messageId });
  }
  return { batchItemFailures: left };
}

async function isDone(
  { worker, deliveries, onReport }: FunctionParts,
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
  onReport(await runJob(worker, delivery, signal));
  return delivery.isCompleted;
}

async function sweep({ backend, policy, clock }: WorkerParts): Promise<void> {
  for (let seen = sweepLimit; seen === sweepLimit; ) {
    ({ seen } = await sweepJobs(backend, { policy, clock, limit: sweepLimit }));
  }
}
