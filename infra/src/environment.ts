import { Stack } from "aws-cdk-lib";
import type { Data } from "./data.ts";

/** The settings that tell web and worker where everything lies. */
export function backendEnvironment(data: Data): Record<string, string> {
  return {
    BACKEND: "aws",
    AWS_REGION: Stack.of(data).region,
    QUEUE_URL: data.queue.queueUrl,
    BUCKET: data.bucket.bucketName,
    TABLE: data.table.tableName,
  };
}
