import { SQSClient } from "@aws-sdk/client-sqs";
import type { Delivery } from "@platen/core";
import type { AwsSettings } from "../aws-settings.ts";
import { clientConfig } from "../client-config.ts";
import { jobIdOf } from "./job-message.ts";
import { SqsDelivery } from "./sqs-delivery.ts";

export interface EventMessage {
  readonly body: string;
  readonly receipt: string;
  readonly receives: number;
  readonly traceparent?: string;
}

/** A delivery that somebody else, AWS Lambda, took from the queue and deletes when it is told to. */
export interface EventDelivery extends Delivery {
  readonly isCompleted: boolean;
}

/** Makes deliveries of messages that arrive as events; undefined for one that Platen did not send. */
export interface EventDeliveries {
  of(message: EventMessage): EventDelivery | undefined;
  close(): void;
}

export function openEventDeliveries(settings: AwsSettings): EventDeliveries {
  const client = new SQSClient(clientConfig("sqs", settings));
  return {
    of: ({ body, ...message }) => {
      const jobId = jobIdOf(body);
      if (jobId === undefined) return undefined;
      return new CompletedLater(new SqsDelivery(client, settings.queueUrl, { jobId, ...message }));
    },
    close: () => client.destroy(),
  };
}

class CompletedLater implements EventDelivery {
  readonly jobId: string;
  readonly receives: number;
  declare readonly traceparent?: string;
  readonly #delivery: Delivery;
  #isCompleted = false;

  constructor(delivery: Delivery) {
    this.#delivery = delivery;
    this.jobId = delivery.jobId;
    this.receives = delivery.receives;
    if (delivery.traceparent !== undefined) this.traceparent = delivery.traceparent;
  }

  get isCompleted(): boolean {
    return this.#isCompleted;
  }

  extend(forMs: number): Promise<void> {
    return this.#delivery.extend(forMs);
  }

  release(delayMs: number): Promise<void> {
    return this.#delivery.release(delayMs);
  }

  /** Only noted: whoever took the message deletes it. */
  async complete(): Promise<void> {
    this.#isCompleted = true;
  }
}
