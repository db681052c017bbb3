/** Exactly what the parts call; a call that is missing here fails on AWS, one too many fails a test. */
export const webActions = {
  table: [
    "dynamodb:GetItem",
    "dynamodb:BatchGetItem",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:DeleteItem",
  ],
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
  "sqs:ChangeMessageVisibility",
  "sqs:GetQueueAttributes",
] as const;
