import type { AwsSettings } from "../src/aws-settings.ts";

/** The variables by which a program finds an installation; with the emulator's credentials, or those of this process. */
export function environmentOf(settings: AwsSettings): Record<string, string> {
  const { region, queueUrl, bucket, table, endpoint, endpoints = {}, answerWithinMs } = settings;
  return {
    BACKEND: "aws",
    AWS_REGION: region,
    QUEUE_URL: queueUrl,
    BUCKET: bucket,
    TABLE: table,
    AWS_ANSWER_WITHIN_MS: String(answerWithinMs),
    ...(endpoint !== undefined && { AWS_ENDPOINT_URL: endpoint }),
    ...Object.fromEntries(
      Object.entries(endpoints).map(([service, address]) => [
        `AWS_ENDPOINT_URL_${service.toUpperCase()}`,
        address,
      ]),
    ),
    ...credentialsOf(settings),
  };
}

function credentialsOf({ credentials }: AwsSettings): Record<string, string> {
  if (credentials !== undefined && "accessKeyId" in credentials) {
    const { accessKeyId, secretAccessKey } = credentials;
    return { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
  }
  const own = Object.entries(process.env).filter(([name]) => /^AWS_(?!ENDPOINT|REGION)/.test(name));
  return Object.fromEntries(own.map(([name, value]) => [name, value ?? ""]));
}
