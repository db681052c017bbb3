import { extname } from "node:path";
import type { FileStorage, Job, JobResult, ReadyCallback, ResultTarget, SendOutcome } from "@platen/core";
import { drain } from "../client/drain.ts";
import type { GuardedClient, GuardedRequest } from "../client/guarded-client.ts";
import { contentDisposition } from "../http/content-disposition.ts";
import { outcomeOfError, outcomeOfStatus } from "../send-outcomes.ts";
import { safeHeaders } from "./safe-headers.ts";
import { toldFailure } from "./told-failure.ts";

/** Of a result, however large; the storage or the receiver may not go on. */
const attemptMs = 600_000;

/**
 * The result to its address, in one request with its length and name; or the failure, as JSON, to the other one. A
 * job that has neither for its target is skipped.
 */
export async function sendResult(
  { client, files }: { client: GuardedClient; files: FileStorage },
  { job, callback, target }: { job: Job; callback: ReadyCallback; target: ResultTarget },
  signal: AbortSignal,
): Promise<SendOutcome> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(attemptMs)]);
  const send = async (url: string, request: Omit<GuardedRequest, "signal">): Promise<SendOutcome> => {
    try {
      const answer = await client.request(url, { ...request, signal: within });
      await drain(answer.body);
      return outcomeOfStatus(new URL(url).host, answer);
    } catch (error) {
      return outcomeOfError(error);
    }
  };
  const { result } = job;
  const extra = safeHeaders(target.headers);
  if (result === null) {
    if (target.failure === null) return { sent: true, skipped: true };
    const body = JSON.stringify(toldFailure(job));
    const headers = { ...extra, "content-type": "application/json" };
    return send(target.failure.url, { method: target.failure.method, headers, body });
  }
  const stored = await files.read(result.key);
  if (stored === undefined)
    return { sent: false, problem: `The result for ${callback.host} is no longer kept.`, retry: false };
  const headers = {
    "content-disposition": contentDisposition(nameFor(target, result)),
    ...extra,
    "content-type": result.mediaType,
    "content-length": String(result.bytes),
  };
  try {
    return await send(target.url, { method: target.method, headers, body: stored.stream });
  } finally {
    stored.stream.destroy();
  }
}

function nameFor({ filename }: ResultTarget, result: JobResult): string {
  return filename === null ? result.filename : `${filename}${extname(result.filename)}`;
}
