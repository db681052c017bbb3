import { ChangeMessageVisibilityCommand, DeleteMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { Delivery } from "@platen/core";
import { asking, awsErrorName, jobQueue } from "../asking.ts";

/** SQS hides a message for 12 h after its receipt at most, whatever it was changed to meanwhile. */
const maxHiddenSeconds = 11 * 3_600;

/** What SQS says of a message that has come again elsewhere, was completed, or is visible. */
const staleErrors = ["ReceiptHandleIsInvalid", "MessageNotInflight", "InvalidParameterValue"];

export interface ReceivedMessage {
  readonly jobId: string;
  readonly receives: number;
  readonly receipt: string;
  readonly traceparent?: string;
}

export class SqsDelivery implements Delivery {
  readonly jobId: string;
  readonly receives: number;
  declare readonly traceparent?: string;
  readonly #client: SQSClient;
  #isReleased = false;
  readonly #message: { readonly QueueUrl: string; readonly ReceiptHandle: string };

  constructor(
    client: SQSClient,
    queueUrl: string,
    { jobId, receives, receipt, traceparent }: ReceivedMessage,
  ) {
    this.jobId = jobId;
    this.receives = receives;
    if (traceparent !== undefined) this.traceparent = traceparent;
    this.#client = client;
    this.#message = { QueueUrl: queueUrl, ReceiptHandle: receipt };
  }

  async extend(forMs: number): Promise<void> {
    if (!this.#isReleased) await this.#hide(forMs);
  }

  async complete(): Promise<void> {
    await this.#unlessStale(() => this.#client.send(new DeleteMessageCommand(this.#message)));
  }

  /** A little later than asked for, by chance: what an outage held up together does not come back all at once. */
  release(delayMs: number): Promise<void> {
    this.#isReleased = true;
    return this.#hide(delayMs * (1 + Math.random() / 10));
  }

  async #hide(forMs: number): Promise<void> {
    const VisibilityTimeout = Math.min(Math.max(0, Math.ceil(forMs / 1000)), maxHiddenSeconds);
    const command = new ChangeMessageVisibilityCommand({ ...this.#message, VisibilityTimeout });
    await this.#unlessStale(() => this.#client.send(command));
  }

  async #unlessStale(ask: () => Promise<unknown>): Promise<void> {
    await asking(jobQueue, () =>
      ask().catch((error) => {
        if (!staleErrors.includes(awsErrorName(error))) throw error;
      }),
    );
  }
}
