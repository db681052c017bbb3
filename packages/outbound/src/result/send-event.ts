import type { EventTarget, Job, SendOutcome } from "@platen/core";
import { drain } from "../client/drain.ts";
import type { GuardedClient } from "../client/guarded-client.ts";
import { outcomeOfError, outcomeOfStatus } from "../send-outcomes.ts";
import { safeHeaders } from "./safe-headers.ts";
import { toldFailure } from "./told-failure.ts";

/** Tells in Gotenberg's words whether a job succeeded. */
export async function sendEvent(
  client: GuardedClient,
  { job, target }: { job: Job; target: EventTarget },
  signal: AbortSignal,
): Promise<SendOutcome> {
  const { url, correlationId } = target;
  const timestamp = new Date(job.finishedAt ?? job.createdAt).toISOString();
  const hasResult = job.result !== null;
  const body = JSON.stringify({
    event: hasResult ? "webhook.success" : "webhook.error",
    correlationId,
    timestamp,
    ...(!hasResult && { error: toldFailure(job) }),
  });
  const headers = { ...safeHeaders(target.headers), "content-type": "application/json" };
  try {
    const answer = await client.request(url, { method: "POST", headers, body, signal });
    await drain(answer.body);
    return outcomeOfStatus(new URL(url).host, answer);
  } catch (error) {
    return outcomeOfError(error);
  }
}
