import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { Backend } from "@platen/core";
import type { AwsSettings } from "./aws-settings.ts";
import { clientConfig } from "./client-config.ts";
import { DynamoJobStore } from "./dynamodb/dynamo-job-store.ts";
import { installationKey } from "./dynamodb/installation-key.ts";
import { openFileStorage } from "./s3/open-file-storage.ts";
import { deadLetterUrlOf } from "./sqs/dead-letter-url.ts";
import { SqsJobQueue } from "./sqs/sqs-job-queue.ts";

/**
 * Opens table, queue and bucket, which `npm run aws:create` or the CDK app made; any number of processes on any
 * number of machines may share them. Only the table is asked here: queue and bucket may be away when this process
 * starts. Close it with `closeBackend`.
 */
export async function openAwsBackend(
  settings: AwsSettings,
  { visibilityMs }: { visibilityMs: number },
): Promise<Backend> {
  const database = new DynamoDBClient(clientConfig("dynamodb", settings));
  try {
    const idKey = await installationKey(database, settings.table);
    const { answerWithinMs, exactRemoval = false } = settings;
    const queueAt = (queueUrl: (client: SQSClient) => () => Promise<string>) => {
      const client = new SQSClient(clientConfig("sqs", settings));
      return new SqsJobQueue(client, { queueUrl: queueUrl(client), visibilityMs, answerWithinMs });
    };
    return {
      jobs: new DynamoJobStore(database, settings.table, { exactRemoval }),
      queue: queueAt(() => async () => settings.queueUrl),
      deadLetters: queueAt((client) => deadLetterUrlOf(client, settings.queueUrl)),
      files: openFileStorage(settings, settings.bucket),
      removesOldFiles: !exactRemoval,
      idKey,
    };
  } catch (error) {
    database.destroy();
    throw error;
  }
}
