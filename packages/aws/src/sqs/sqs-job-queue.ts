import {
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { Delivery, JobQueue } from "@platen/core";
import { asking, jobQueue } from "../asking.ts";
import { groupOf, jobIdOf, messageOf } from "./job-message.ts";
import { SqsDelivery } from "./sqs-delivery.ts";

/** Limits of SQS. A longer delay is not lost: the job's own `notBefore` keeps it back when the message comes. */
const maxDelaySeconds = 900;
const maxWaitSeconds = 20;

/**
 * A poll that is aborted may still take a message with it, and so may a worker that dies right after. The message
 * is hidden for this long only, until its arrival here is acknowledged by hiding it for the whole time.
 */
const arrivalSeconds = 4;

export interface SqsQueueOptions {
  /** Asked for again until it is known: the place of a queue may depend on AWS. */
  readonly queueUrl: () => Promise<string>;
  /** How long a message that was handed over stays hidden when it is not extended. */
  readonly visibilityMs: number;
  /** Once more the client's own limit for an answer, which a long poll has on top of its waiting. */
  readonly answerWithinMs: number;
}

/**
 * One standard queue of SQS with the owner as message group, so that SQS serves it fairly. Messages are taken one by
 * one, since a worker takes only what it has a free slot for; so there are no batches that could fail in part.
 */
export class SqsJobQueue implements JobQueue {
  readonly #client: SQSClient;
  readonly #options: SqsQueueOptions;

  /** The client is closed with the queue. */
  constructor(client: SQSClient, options: SqsQueueOptions) {
    this.#client = client;
    this.#options = options;
  }

  async send(
    jobId: string,
    { owner, delayMs = 0, traceparent }: { owner: string; delayMs?: number; traceparent?: string },
  ): Promise<void> {
    const message = {
      MessageBody: messageOf(jobId),
      MessageGroupId: groupOf(owner),
      DelaySeconds: Math.min(Math.ceil(delayMs / 1000), maxDelaySeconds),
      ...(traceparent !== undefined && {
        MessageAttributes: { traceparent: { DataType: "String", StringValue: traceparent } },
      }),
    };
    await this.#ask((QueueUrl) => this.#client.send(new SendMessageCommand({ QueueUrl, ...message })));
  }

  async receive(options: { waitMs: number; signal?: AbortSignal }): Promise<Delivery | undefined> {
    const { waitMs, signal } = options;
    if (signal?.aborted) return undefined;
    const waitSeconds = Math.min(Math.ceil(waitMs / 1000), maxWaitSeconds);
    const delivery = await this.#ask(async (queueUrl) => {
      const message = await this.#poll(queueUrl, waitSeconds, signal);
      return message && deliveryOf(this.#client, queueUrl, message);
    });
    if (delivery === undefined) return undefined;
    if (!signal?.aborted) {
      await delivery.extend(this.#options.visibilityMs);
      return delivery;
    }
    await delivery.release(0);
    return undefined;
  }

  async depth(): Promise<number> {
    return Number((await this.#attribute("ApproximateNumberOfMessages")) ?? 0);
  }

  /** SQS keeps no order that could be asked for. */
  async ahead(): Promise<undefined> {
    return undefined;
  }

  async ping(): Promise<void> {
    await this.#attribute("QueueArn");
  }

  async close(): Promise<void> {
    this.#client.destroy();
  }

  async #poll(
    QueueUrl: string,
    waitSeconds: number,
    signal: AbortSignal | undefined,
  ): Promise<Message | undefined> {
    const { visibilityMs, answerWithinMs } = this.#options;
    const command = new ReceiveMessageCommand({
      QueueUrl,
      WaitTimeSeconds: waitSeconds,
      VisibilityTimeout: Math.min(arrivalSeconds, Math.ceil(visibilityMs / 1000)),
      MessageSystemAttributeNames: ["ApproximateReceiveCount"],
      MessageAttributeNames: ["traceparent"],
    });
    const requestTimeout = waitSeconds * 1000 + answerWithinMs;
    try {
      const limits = { requestTimeout, ...(signal && { abortSignal: signal }) };
      return (await this.#client.send(command, limits)).Messages?.[0];
    } catch (error) {
      if (signal?.aborted) return undefined;
      throw error;
    }
  }

  #attribute(name: "ApproximateNumberOfMessages" | "QueueArn"): Promise<string | undefined> {
    return this.#ask(async (QueueUrl) => {
      const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [name] });
      return (await this.#client.send(command)).Attributes?.[name];
    });
  }

  #ask<T>(ask: (queueUrl: string) => Promise<T>): Promise<T> {
    return asking(jobQueue, async () => ask(await this.#options.queueUrl()));
  }
}

/** Undefined for what is not ours: it is left alone and comes again until SQS moves it to the dead-letter queue. */
function deliveryOf(client: SQSClient, queueUrl: string, message: Message): SqsDelivery | undefined {
  const jobId = jobIdOf(message.Body);
  if (jobId === undefined) return undefined;
  const traceparent = message.MessageAttributes?.traceparent?.StringValue;
  return new SqsDelivery(client, queueUrl, {
    jobId,
    receives: Number(message.Attributes?.ApproximateReceiveCount ?? 1),
    receipt: message.ReceiptHandle ?? "",
    ...(traceparent !== undefined && { traceparent }),
  });
}
