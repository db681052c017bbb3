import * as iam from "aws-cdk-lib/aws-iam";
import type { Data } from "./data.ts";

/** Exactly what the parts call; a call that is missing here fails on AWS, one too many fails a test. */
export const webActions = {
  table: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem", "dynamodb:DescribeTable"],
  indexes: ["dynamodb:Query"],
  queue: ["sqs:SendMessage", "sqs:GetQueueAttributes"],
  files: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"],
  bucket: ["s3:ListBucket"],
} as const;

export const workerActions = {
  ...webActions,
  queue: [
    "sqs:SendMessage",
    "sqs:ReceiveMessage",
    "sqs:DeleteMessage",
    "sqs:ChangeMessageVisibility",
    "sqs:GetQueueAttributes",
  ],
} as const;

/** What is done with messages that nobody could handle. */
export const deadLetterActions = [
  "sqs:ReceiveMessage",
  "sqs:DeleteMessage",
  "sqs:GetQueueAttributes",
  "sqs:GetQueueUrl",
] as const;

type Actions = Record<keyof typeof webActions, readonly string[]>;

/** One statement for each kind of resource: no action and no resource of theirs is a wildcard but the keys below the two prefixes. */
export function grant(
  role: iam.IGrantable,
  data: Data,
  actions: Actions,
  { deadLetters }: { deadLetters: boolean },
): void {
  const allow = (list: readonly string[], resources: string[], conditions?: Record<string, unknown>) =>
    role.grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({ actions: [...list], resources, ...(conditions && { conditions }) }),
    );
  const { table, queue, bucket } = data;
  allow(actions.table, [table.tableArn]);
  allow(actions.indexes, [`${table.tableArn}/index/due`, `${table.tableArn}/index/owner`]);
  allow(actions.queue, [queue.queueArn]);
  allow(actions.files, [bucket.arnForObjects("sources/*"), bucket.arnForObjects("results/*")]);
  allow(actions.bucket, [bucket.bucketArn], { StringLike: { "s3:prefix": ["sources/*", "results/*"] } });
  if (deadLetters) allow(deadLetterActions, [data.deadLetters.queueArn]);
}
