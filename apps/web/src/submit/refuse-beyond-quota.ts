import { AppError, type OwnerUsage } from "@platen/core";
import type { FastifyReply } from "fastify";
import type { WebContext } from "../web-context.ts";
import type { WebValues } from "../web-values.ts";

interface Wanted {
  readonly owner: string;
  /** Of the document that is to come; 0 while nobody knows. */
  readonly bytes: number;
  /** A job under this id is already counted: then nothing new comes, the request is only repeated. */
  readonly jobId?: string;
}

/**
 * Fails with `request` / `quota_exceeded` when the owner may have no further job, or not so many bytes more. Requests at
 * the same time may each not see the other, so an owner can get beyond a limit by what is under way.
 */
export async function refuseBeyondQuota(
  { backend, values }: WebContext,
  reply: FastifyReply,
  { owner, bytes, jobId }: Wanted,
): Promise<void> {
  const { queuedJobs, storedBytes } = values.quotas;
  if (queuedJobs === 0 && storedBytes === 0) return;
  const refusal = refusalOf(values.quotas, await backend.jobs.usage(owner), bytes);
  if (refusal === undefined) return;
  if (jobId !== undefined && (await backend.jobs.find(jobId)) !== undefined) return;
  reply.header("retry-after", refusal.retryAfterSeconds);
  throw new AppError("request", "quota_exceeded", refusal.message);
}

function refusalOf(
  { queuedJobs, storedBytes }: WebValues["quotas"],
  used: OwnerUsage,
  bytes: number,
): { retryAfterSeconds: number; message: string } | undefined {
  if (queuedJobs > 0 && used.queuedJobs >= queuedJobs) {
    const message = `Your jobs that wait: ${used.queuedJobs} of at most ${queuedJobs}. Send more when some of them have been converted, or cancel some.`;
    return { retryAfterSeconds: 10, message };
  }
  // Of a document of unknown size there is at least one byte.
  if (storedBytes > 0 && used.storedBytes + Math.max(1, bytes) > storedBytes) {
    const message = `Your documents and results take ${used.storedBytes} of ${storedBytes} bytes, and this would be too much. Delete jobs that you no longer need, or wait until their time of keeping is over.`;
    return { retryAfterSeconds: 60, message };
  }
  return undefined;
}
