import type { EventTarget, Job, SendOutcome } from "@platen/core";
import { drain } from "../client/drain.ts";
import type { GuardedClient } from "../client/guarded-client.ts";
import { outcomeOfError, outcomeOfStatus } from "../send-outcomes.ts";
import { safeHeaders } from "./safe-headers.ts";
import { toldFailure } from "./told-failure.ts";

/** Tells in Gotenberg's words whether a job succeeded and its result, which went before, has arrived. */
export async function sendEvent(
  client: GuardedClient,
  { job, target }: { job: Job; target: EventTarget },
  signal: AbortSignal,
): Promise<SendOutcome> {
  const { url, correlationId } = target;
  const timestamp = new Date(job.finishedAt ?? job.createdAt).toISOString();
  const error = failureToTell(job);
  const body = JSON.stringify({
    event: error === undefined ? "webhook.success" : "webhook.error",
    correlationId,
    timestamp,
    ...(error !== undefined && { error }),
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

function failureToTell(job: Job): { status: number; message: string } | undefined {
  if (job.result === null) return toldFailure(job);
  const undelivered = job.callbacks?.find(({ kind, state }) => kind === "result" && state === "failed");
  if (undelivered === undefined) return undefined;
  const message = `The result could not be delivered to ${undelivered.host}. ${undelivered.problem ?? ""}`;
  return { status: 500, message: message.trim() };
}
