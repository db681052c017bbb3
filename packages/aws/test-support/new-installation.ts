import { DeleteTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { DeleteQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { AwsAccess, AwsSettings } from "../src/aws-settings.ts";
import { clientConfig, s3Config } from "../src/client-config.ts";
import { createInstallation } from "../src/create/create-installation.ts";
import { newName } from "./aws-place.ts";
import { dropBucket } from "./drop-bucket.ts";

export interface NewInstallation {
  readonly settings: AwsSettings;
  readonly deadLetterUrl: string;
  /** Takes away everything that was made. */
  drop(): Promise<void>;
}

/** Queues, bucket and table of its own for one test, made as `npm run aws:create` makes them. */
export async function newInstallation(access: AwsAccess): Promise<NewInstallation> {
  const name = newName();
  const { queueUrl, deadLetterUrl } = await createInstallation(access, {
    queue: name,
    bucket: name,
    table: name,
  });
  return {
    settings: { ...access, queueUrl, bucket: name, table: name },
    deadLetterUrl,
    drop: async () => {
      const [queues, files, database] = [
        new SQSClient(clientConfig("sqs", access)),
        new S3Client(s3Config(access)),
        new DynamoDBClient(clientConfig("dynamodb", access)),
      ];
      for (const QueueUrl of [queueUrl, deadLetterUrl])
        await queues.send(new DeleteQueueCommand({ QueueUrl }));
      await database.send(new DeleteTableCommand({ TableName: name }));
      await dropBucket(files, name);
      for (const client of [queues, files, database]) client.destroy();
    },
  };
}
