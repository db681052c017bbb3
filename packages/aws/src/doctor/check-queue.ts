import { GetQueueAttributesCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { deadLetterUrlOf } from "../sqs/dead-letter-url.ts";
import { type Finding, found, wrong } from "./finding.ts";

/** Below that, a job that waits through an outage may lose its message to the dead-letter queue, and end with it. */
const fewestReceives = 360;
const leastRetentionSeconds = 86_400;

/** Fails as the AWS SDK does when the queue cannot be looked at. */
export async function checkQueue(client: SQSClient, queueUrl: string): Promise<Finding[]> {
  const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["All"] });
  const { Attributes = {} } = await client.send(command);
  const retention = Number(Attributes.MessageRetentionPeriod);
  return [
    found(Attributes.FifoQueue !== "true", {
      sound: `Queue ${nameOf(queueUrl)} is there and a standard queue.`,
      wrong: `Queue ${nameOf(queueUrl)} is a FIFO queue, where one slow job holds up all others of its owner. Make a standard queue.`,
    }),
    found(retention >= leastRetentionSeconds, {
      sound: `It keeps messages for ${retention / 3_600} hours.`,
      wrong: `It forgets messages after ${retention} s. Let it keep them for a day at least.`,
    }),
    ...(await deadLetterFindings(client, queueUrl, Attributes.RedrivePolicy)),
  ];
}

async function deadLetterFindings(
  client: SQSClient,
  queueUrl: string,
  redrivePolicy: string | undefined,
): Promise<Finding[]> {
  const { deadLetterTargetArn, maxReceiveCount = 0 } = JSON.parse(redrivePolicy || "{}");
  if (deadLetterTargetArn === undefined)
    return [
      wrong(
        "It has no dead-letter queue, so what no worker survives comes again for days. Run `npm run aws:create`.",
      ),
    ];
  const receives = found(Number(maxReceiveCount) >= fewestReceives, {
    sound: `It sets a message aside after ${maxReceiveCount} receipts.`,
    wrong: `It sets a message aside after ${maxReceiveCount} receipts already. Let it be ${fewestReceives} or more, or an outage ends waiting jobs.`,
  });
  return [receives, await deadLetterQueue(client, await deadLetterUrlOf(client, queueUrl)())];
}

async function deadLetterQueue(client: SQSClient, url: string): Promise<Finding> {
  const command = new GetQueueAttributesCommand({
    QueueUrl: url,
    AttributeNames: ["ApproximateNumberOfMessages"],
  });
  const waiting = await client.send(command).then(
    ({ Attributes }) => Number(Attributes?.ApproximateNumberOfMessages ?? 0),
    () => undefined, // whatever the reason, the message says what to do
  );
  if (waiting === undefined)
    return wrong(
      `Its dead-letter queue ${nameOf(url)} is missing or may not be read. Run \`npm run aws:create\`.`,
    );
  return found(waiting === 0, {
    sound: `Its dead-letter queue ${nameOf(url)} is there and empty.`,
    wrong: `${waiting} messages lie in its dead-letter queue ${nameOf(url)}. A running worker ends their jobs; what stays was not sent by Platen.`,
  });
}

function nameOf(queueUrl: string): string {
  return queueUrl.split("/").at(-1) ?? queueUrl;
}
