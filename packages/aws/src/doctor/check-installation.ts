import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { AwsSettings } from "../aws-settings.ts";
import { clientConfig, s3Config } from "../client-config.ts";
import { neededDaysOf } from "../create/keep-days.ts";
import { explainFailure } from "../explain-failure.ts";
import { checkBucket } from "./check-bucket.ts";
import { checkQueue } from "./check-queue.ts";
import { checkTable } from "./check-table.ts";
import { type Finding, wrong } from "./finding.ts";

/**
 * Whether table, queue and bucket are there, can be reached and have the right shape. Changes nothing, and never
 * fails: what cannot be looked at is a finding too. The bucket must keep files for `neededDays` at least.
 */
export async function checkInstallation(
  settings: AwsSettings,
  neededDays = neededDaysOf({}),
): Promise<Finding[]> {
  const { table, queueUrl, bucket } = settings;
  const database = new DynamoDBClient(clientConfig("dynamodb", settings));
  const queues = new SQSClient(clientConfig("sqs", settings));
  const files = new S3Client(s3Config(settings));
  const looked = await Promise.all([
    look(`table ${table}`, checkTable(database, table)),
    look(`queue ${queueUrl}`, checkQueue(queues, queueUrl)),
    look(`bucket ${bucket}`, checkBucket(files, { bucket, neededDays })),
  ]);
  for (const client of [database, queues, files]) client.destroy();
  return looked.flat();
}

async function look(part: string, findings: Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await findings;
  } catch (error) {
    return [wrong(explainFailure(part, error))];
  }
}
