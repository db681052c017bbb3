import { GetQueueAttributesCommand, type SQSClient } from "@aws-sdk/client-sqs";

/**
 * Where a queue sets messages aside, read from its redrive policy when it is first needed: SQS may be away while a
 * program starts. Both queues have the same account and region, so their URLs differ in the name alone.
 */
export function deadLetterUrlOf(client: SQSClient, queueUrl: string): () => Promise<string> {
  let url: string | undefined;
  return async () => {
    url ??= beside(queueUrl, await deadLetterName(client, queueUrl));
    return url;
  };
}

async function deadLetterName(client: SQSClient, queueUrl: string): Promise<string> {
  const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["RedrivePolicy"] });
  const policy: unknown = JSON.parse((await client.send(command)).Attributes?.RedrivePolicy ?? "{}");
  const { deadLetterTargetArn } = policy as { deadLetterTargetArn?: string };
  const name = deadLetterTargetArn?.split(":").at(-1);
  if (name === undefined)
    throw new Error("The queue has no dead-letter queue. `npm run aws:create` gives it one.");
  return name;
}

function beside(queueUrl: string, name: string): string {
  return queueUrl.replace(/[^/]+$/, name);
}
