import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { AwsAccess } from "../aws-settings.ts";
import { clientConfig, s3Config } from "../client-config.ts";
import { createBucket } from "./create-bucket.ts";
import { createQueue } from "./create-queue.ts";
import { createTable } from "./create-table.ts";

export interface InstallationNames {
  readonly queue: string;
  readonly bucket: string;
  readonly table: string;
  readonly visibilitySeconds: number;
}

export interface Installation {
  readonly queueUrl: string;
  readonly deadLetterUrl: string;
  readonly bucket: "created" | "present";
  readonly table: "created" | "present";
}

/** Everything that an installation needs on AWS. Harmless where it is there already. Fails as the AWS SDK does. */
export async function createInstallation(access: AwsAccess, names: InstallationNames): Promise<Installation> {
  // Making something takes longer than using it.
  const patient: AwsAccess = { ...access, answerWithinMs: Math.max(access.answerWithinMs ?? 0, 20_000) };
  const queues = new SQSClient(clientConfig(patient));
  const files = new S3Client(s3Config(patient));
  const database = new DynamoDBClient(clientConfig(patient));
  try {
    const { visibilitySeconds } = names;
    const queue = await createQueue(queues, { name: names.queue, visibilitySeconds });
    const bucket = await createBucket(files, { bucket: names.bucket, region: access.region });
    return { ...queue, bucket, table: await createTable(database, names.table) };
  } finally {
    for (const client of [queues, files, database]) client.destroy();
  }
}
