/** A message of SQS as Lambda hands it over, in the parts that matter here. */
export interface QueueRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: { readonly ApproximateReceiveCount?: string };
  readonly messageAttributes?: Readonly<Record<string, { readonly stringValue?: string } | undefined>>;
}

/** Undefined for an event that does not come from a queue, such as a schedule's. */
export function queueRecordsOf(event: unknown): readonly QueueRecord[] | undefined {
  if (typeof event !== "object" || event === null || !("Records" in event)) return undefined;
  return Array.isArray(event.Records) ? (event.Records as QueueRecord[]) : undefined;
}
