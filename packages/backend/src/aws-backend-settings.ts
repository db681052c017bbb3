import type { AwsSettings } from "@platen/aws";
import { AppError } from "@platen/core";
import { type Static, type TObject, Type } from "typebox";

/** Read by BACKEND=aws alone. Credentials are not among them: the AWS SDK finds them by its own chain. */
export const awsBackendSettings = {
  AWS_REGION: Type.String({ default: "", description: "The AWS region of queue, bucket and table." }),
  QUEUE_URL: Type.String({ default: "", description: "The URL of the SQS queue of the AWS backend." }),
  BUCKET: Type.String({ default: "", description: "The S3 bucket of the AWS backend." }),
  TABLE: Type.String({ default: "", description: "The DynamoDB table of the AWS backend." }),
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

/** Fails with `request` / `invalid_settings`, one line for each setting that is needed and not there. */
export function awsSettingsOf(settings: AwsBackendSettings): AwsSettings {
  const needed = ["AWS_REGION", "QUEUE_URL", "BUCKET", "TABLE"] as const;
  const lines = needed
    .filter((name) => settings[name] === "")
    .map((name) => `  ${name}: is not set, and needed with BACKEND=aws`);
  const title = lines.length === 1 ? "A setting is wrong:" : `${lines.length} settings are wrong:`;
  if (lines.length > 0) throw new AppError("request", "invalid_settings", [title, ...lines].join("\n"));
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
