import { Stack } from "aws-cdk-lib";
import type { Data } from "./data.ts";

/** What the stack decides by itself, because something else of it depends on the value. */
export const fixedSettings: readonly string[] = [
  ...["BACKEND", "AWS_REGION", "QUEUE_URL", "BUCKET", "TABLE"],
  ...["HOST", "PORT", "TRUST_PROXY", "IDLE_TIMEOUT_MS", "API_KEYS"],
  ...["WORK_PATH", "DRAIN_MS"],
];

/** The settings that tell web and worker where everything lies, and those that the operator chose. */
export function backendEnvironment(
  data: Data,
  settings: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    ...settings,
    BACKEND: "aws",
    AWS_REGION: Stack.of(data).region,
    QUEUE_URL: data.queue.queueUrl,
    BUCKET: data.bucket.bucketName,
    TABLE: data.table.tableName,
  };
}
