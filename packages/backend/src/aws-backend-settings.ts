import type { AwsSettings } from "@platen/aws";
import { type Static, type TObject, Type } from "typebox";

const needed = { default: "", neededWhen: { BACKEND: "aws" } };

/** Read by BACKEND=aws alone. Credentials are not among them: the AWS SDK finds them by its own chain. */
export const awsBackendSettings = {
  AWS_REGION: Type.String({ ...needed, description: "The AWS region of queue, bucket and table." }),
  QUEUE_URL: Type.String({ ...needed, description: "The URL of the SQS queue of the AWS backend." }),
  BUCKET: Type.String({ ...needed, description: "The S3 bucket of the AWS backend." }),
  TABLE: Type.String({ ...needed, description: "The DynamoDB table of the AWS backend." }),
  AWS_ENDPOINT_URL: Type.String({
    default: "",
    description:
      "Asked in AWS's stead, for instance http://localhost:4566 for an emulator; empty for AWS itself.",
  }),
  AWS_PUBLIC_ENDPOINT_URL: Type.String({
    default: "",
    description: "How browsers reach AWS_ENDPOINT_URL, where that differs; download links name it.",
  }),
  AWS_ANSWER_WITHIN_MS: Type.Integer({
    default: 800,
    minimum: 100,
    maximum: 60_000,
    description:
      "How long a request to AWS may stay without an answer, in milliseconds. It is tried twice; up to 800, the web app says within 2 s that something is away.",
  }),
};

type AwsBackendSettings = Static<TObject<typeof awsBackendSettings>>;

/** Whether all that is needed is there, `readSettings` has seen to. */
export function awsSettingsOf(settings: AwsBackendSettings): AwsSettings {
  return {
    region: settings.AWS_REGION,
    queueUrl: settings.QUEUE_URL,
    bucket: settings.BUCKET,
    table: settings.TABLE,
    answerWithinMs: settings.AWS_ANSWER_WITHIN_MS,
    ...(settings.AWS_ENDPOINT_URL !== "" && { endpoint: settings.AWS_ENDPOINT_URL }),
    ...(settings.AWS_PUBLIC_ENDPOINT_URL !== "" && { publicEndpoint: settings.AWS_PUBLIC_ENDPOINT_URL }),
  };
}
