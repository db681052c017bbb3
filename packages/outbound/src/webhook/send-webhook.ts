import { type Job, jobView, type ReadyCallback, type SendOutcome, type WebhookTarget } from "@platen/core";
import { Webhook } from "standardwebhooks";
import { drain } from "../client/drain.ts";
import type { GuardedClient } from "../client/guarded-client.ts";
import { outcomeOfError, outcomeOfStatus } from "../send-outcomes.ts";

/**
 * Tells of a job's end by Standard Webhooks (https://www.standardwebhooks.com): any answer from 200 to 299 says that it
 * was received, 410 that it is not wanted, and redirects are not followed.
 */
export async function sendWebhook(
  client: GuardedClient,
  {
    job,
    callback,
    target,
    secret,
  }: { job: Job; callback: ReadyCallback; target: WebhookTarget; secret: string },
  signal: AbortSignal,
): Promise<SendOutcome> {
  const { url, basePath = "" } = target;
  const body = JSON.stringify(messageOf(job, basePath));
  const now = new Date();
  const headers = {
    "content-type": "application/json",
    "webhook-id": callback.id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1_000)),
    "webhook-signature": new Webhook(secret).sign(callback.id, now, body),
  };
  try {
    const answer = await client.request(url, { method: "POST", headers, body, signal });
    await drain(answer.body);
    return outcomeOfStatus(callback.host, answer);
  } catch (error) {
    return outcomeOfError(error);
  }
}

function messageOf(job: Job, basePath: string): object {
  const timestamp = new Date(job.finishedAt ?? job.createdAt).toISOString();
  return { type: `job.${job.status}`, timestamp, data: jobView(job, basePath) };
}
