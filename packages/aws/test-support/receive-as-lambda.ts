import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { clientConfig } from "../src/client-config.ts";
import { emulatedAccess } from "./aws-place.ts";

/** Takes one message as Lambda's poller does and makes of it the event that a function is called with. */
export async function receiveAsLambda(endpoint: string, queueUrl: string) {
  const client = new SQSClient(clientConfig(emulatedAccess({ endpoint })));
  try {
    const command = new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 1,
      WaitTimeSeconds: 5,
      MessageSystemAttributeNames: ["All"],
    });
    const { Messages = [] } = await client.send(command, { requestTimeout: 20_000 });
    const Records = Messages.map(({ MessageId = "", ReceiptHandle = "", Body = "", Attributes = {} }) => ({
      messageId: MessageId,
      receiptHandle: ReceiptHandle,
      body: Body,
      attributes: Attributes,
      messageAttributes: {},
      eventSource: "aws:sqs",
      awsRegion: "us-east-1",
    }));
    return { Records };
  } finally {
    client.destroy();
  }
}
