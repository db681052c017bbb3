import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { clientConfig } from "../src/client-config.ts";
import { emulatedAccess } from "./aws-place.ts";

/** Takes one message as Lambda's poller does and makes of it the event that a function is called with. */
export async function receiveAsLambda(endpoint: string, queueUrl: string) {
  const client = new SQSClient(clientConfig("sqs", emulatedAccess({ endpoint })));
  try {
    const command = new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 1,
      WaitTimeSeconds: 5,
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    });
    const { Messages = [] } = await client.send(command, { requestTimeout: 20_000 });
    const Records = Messages.map((message) => ({
      messageId: message.MessageId ?? "",
      receiptHandle: message.ReceiptHandle ?? "",
      body: message.Body ?? "",
      attributes: message.Attributes ?? {},
      messageAttributes: Object.fromEntries(
        Object.entries(message.MessageAttributes ?? {}).map(([name, { StringValue, DataType }]) => [
          name,
          { stringValue: StringValue ?? "", dataType: DataType ?? "" },
        ]),
      ),
      eventSource: "aws:sqs",
      awsRegion: "us-east-1",
    }));
    return { Records };
  } finally {
    client.destroy();
  }
}
