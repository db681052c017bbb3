import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { AwsAccess } from "../aws-settings.ts";
import { clientConfig, s3Config } from "../client-config.ts";
import { createBucket } from "./create-bucket.ts";
import { createQueue } from "./create-queue.ts";
import { createTable } from "./create-table.ts";
import type { InstallationNames } from "./installation-names.ts";
import { keepDaysOf } from "./keep-days.ts";

export interface Installation {
  readonly queueUrl: string;
  readonly deadLetterUrl: string;
  readonly bucket: string;
  readonly table: string;
}

/**
 * Everything that an installation needs on AWS. What is there already stays, the queues and the bucket with the
 * attributes that they should have: its lifecycle removes files after `keepDays`. Fails as the AWS SDK does; then it can simply be run again.
 */
export async function createInstallation(
  access: Omit<AwsAccess, "answerWithinMs">,
  names: InstallationNames,
  keepDays = keepDaysOf({}),
): Promise<Installation> {
  // Making something takes longer than using it.
  const patient = { ...access, answerWithinMs: 20_000 };
  const queues = new SQSClient(clientConfig("sqs", patient));
  const files = new S3Client(s3Config(patient));
  const database = new DynamoDBClient(clientConfig("dynamodb", patient));
  try {
    const queue = await createQueue(queues, names.queue);
    const account = queue.queueUrl.split("/").at(-2);
    const bucket = names.bucket ?? `platen-${account}-${access.region}`;
    await createBucket(files, { bucket, region: access.region, keepDays });
    await createTable(database, names.table);
    return { ...queue, bucket, table: names.table };
  } finally {
    for (const client of [queues, files, database]) client.destroy();
  }
}
