import { AppError, isAppError } from "@platen/core";

/** A service in whose name a failure is told. */
export interface Asked {
  readonly code: "job_store_unavailable" | "job_queue_unavailable" | "file_storage_unavailable";
  readonly name: string;
}

export const jobStore: Asked = { code: "job_store_unavailable", name: "The job store (DynamoDB)" };
export const jobQueue: Asked = { code: "job_queue_unavailable", name: "The job queue (SQS)" };
export const fileStorage: Asked = { code: "file_storage_unavailable", name: "The file storage (S3)" };

/**
 * Asks a service; what the SDK fails with becomes `unavailable`. All of it: a network that is down, throttling, 5xx,
 * credentials that expired or are missing, a table that is gone. None of these is the document's or the person's
 * fault, each can be put right while jobs wait, and the cause says which it was.
 */
export async function asking<T>(asked: Asked, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw asUnavailable(asked, error);
  }
}

export function asUnavailable({ code, name }: Asked, error: unknown): AppError {
  if (isAppError(error)) return error;
  const message = `${name} does not answer as it should. Try again later; \`npm run aws:doctor\` says what is wrong.`;
  return new AppError("unavailable", code, message, error);
}

/** The name that AWS gives to an error, without the prefix of older protocols. */
export function awsErrorName(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  return name.replace(/^AWS\.SimpleQueueService\./, "");
}
