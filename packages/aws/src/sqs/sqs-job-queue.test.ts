import { DeleteQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { testJobQueue } from "@platen/core/contracts";
import { awsPlace, newName } from "../../test-support/aws-place.ts";
import { clientConfig } from "../client-config.ts";
import { createQueue } from "../create/create-queue.ts";
import { SqsJobQueue } from "./sqs-job-queue.ts";

const place = awsPlace();

testJobQueue("SqsJobQueue", async () => {
  const maker = new SQSClient(clientConfig("sqs", place.access()));
  const { queueUrl, deadLetterUrl } = await createQueue(maker, newName());
  const visibilityMs = 2_000;
  const client = new SQSClient(clientConfig("sqs", place.access()));
  return {
    subject: new SqsJobQueue(client, {
      queueUrl: async () => queueUrl,
      visibilityMs,
      answerWithinMs: 10_000,
    }),
    visibilityMs,
    close: async () => {
      for (const url of [queueUrl, deadLetterUrl])
        await maker.send(new DeleteQueueCommand({ QueueUrl: url }));
      maker.destroy();
    },
  };
});
