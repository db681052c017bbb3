import { type Static, Type } from "typebox";

const neededOnAws = (variable: string, description: string) =>
  Type.String({ variable, default: "", neededWhen: { BACKEND: "aws" }, description });

/** The AWS SDK's own variable for one service. */
const endpointOfService = (suffix: string, service: string) =>
  Type.Optional(
    Type.String({
      variable: `AWS_ENDPOINT_URL_${suffix}`,
      description: `The same for ${service} alone; comes before AWS_ENDPOINT_URL.`,
    }),
  );

/** Credentials are not among them: the AWS SDK finds them by its own chain. */
const awsSettings = Type.Object({
  region: neededOnAws("AWS_REGION", "The AWS region of queue, bucket and table."),
  queueUrl: neededOnAws("QUEUE_URL", "The URL of the SQS queue of the AWS backend."),
  bucket: neededOnAws("BUCKET", "The S3 bucket of the AWS backend."),
  table: neededOnAws("TABLE", "The DynamoDB table of the AWS backend."),
  endpoint: Type.Optional(
    Type.String({
      variable: "AWS_ENDPOINT_URL",
      description:
        "Asked in AWS's stead, for instance http://localhost:4566 for an emulator; empty for AWS itself.",
    }),
  ),
  endpoints: Type.Object({
    dynamodb: endpointOfService("DYNAMODB", "DynamoDB"),
    sqs: endpointOfService("SQS", "SQS"),
    s3: endpointOfService("S3", "S3"),
  }),
  publicEndpoint: Type.Optional(
    Type.String({
      variable: "AWS_PUBLIC_ENDPOINT_URL",
      description: "How browsers reach the endpoint of S3, where that differs; download links name it.",
    }),
  ),
  exactRemoval: Type.Boolean({
    variable: "EXACT_REMOVAL",
    default: false,
    description:
      "Whether workers of the AWS backend remove documents, results and rows KEEP_MS after a job's end. With false nobody finds " +
      "them from then on, and the bucket's lifecycle and the table's time to live remove them up to three days later, which costs less.",
  }),
  // Twice that and the pause between stay below the 2 s in which the web app has to say that something is unavailable.
  answerWithinMs: Type.Integer({
    variable: "AWS_ANSWER_WITHIN_MS",
    default: 800,
    minimum: 100,
    maximum: 60_000,
    description:
      "How long a request to AWS may stay without an answer, in milliseconds. It is tried twice; up to 800, the web app says within 2 s that something is away.",
  }),
});

/** Where jobs, messages and files live. Web apps and workers of one installation must have the same. */
export const backendSettings = Type.Object({
  kind: Type.Enum(["local", "aws"], {
    variable: "BACKEND",
    default: "local",
    description:
      "Where jobs, messages and files live: local is SQLite and a folder on this machine, aws is DynamoDB, SQS and S3.",
  }),
  databasePath: Type.String({
    variable: "DATABASE_PATH",
    default: "./data/platen.db",
    minLength: 1,
    description: "The SQLite file of the local backend; made when it is missing. Not on a network drive.",
  }),
  storagePath: Type.String({
    variable: "STORAGE_PATH",
    default: "./data/files",
    minLength: 1,
    description: "The folder of the local backend for sources and results; made when it is missing.",
  }),
  aws: awsSettings,
});

export type BackendSettings = Static<typeof backendSettings>;
