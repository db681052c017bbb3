import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";

/**
 * A message comes back each time a worker releases, hides or loses its job, and also each minute while the table is
 * away. With so many receipts, a job whose message ends in the dead-letter queue has either waited too long anyway,
 * or brought down whoever received it at once; nothing else gets there.
 */
export const maxReceives = 500;

const retentionSeconds = String(14 * 86_400);

/** Makes the queue and its dead-letter queue, or gives those that are there the shape they should have. */
export async function createQueue(
  client: SQSClient,
  name: string,
): Promise<{ queueUrl: string; deadLetterUrl: string }> {
  const common = { MessageRetentionPeriod: retentionSeconds, SqsManagedSseEnabled: "true" };
  const deadLetterUrl = await queueOf(client, `${name}-dead`, common);
  const RedrivePolicy = JSON.stringify({
    deadLetterTargetArn: await arnOf(client, deadLetterUrl),
    maxReceiveCount: maxReceives,
  });
  const queueUrl = await queueOf(client, name, {
    ...common,
    VisibilityTimeout: "60", // for other readers; a worker says it with each receipt
    ReceiveMessageWaitTimeSeconds: "20",
    RedrivePolicy,
  });
  return { queueUrl, deadLetterUrl };
}

/** Made bare and shaped afterwards: making a queue that is there with other attributes would fail. */
async function queueOf(client: SQSClient, name: string, attributes: Record<string, string>): Promise<string> {
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: name }));
  await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: attributes }));
  return QueueUrl ?? "";
}

export async function arnOf(client: SQSClient, queueUrl: string): Promise<string> {
  const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["QueueArn"] });
  const { Attributes } = await client.send(command);
  return Attributes?.QueueArn ?? "";
}
