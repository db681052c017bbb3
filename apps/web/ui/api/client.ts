import { addressOf } from "../addresses.ts";
import { ApiProblem, problemFrom, unreachable } from "./api-problem.ts";
import type { Formats } from "./formats.ts";
import type { Job } from "./job.ts";
import { learnServerTime } from "./server-clock.ts";

const timeoutMs = 15_000;
export const jsonType = { "content-type": "application/json" };

/** Every call fails with an ApiProblem, `server_unreachable` when no answer came in time. */
export async function ask(
  path: string,
  init: RequestInit = {},
  signal?: AbortSignal,
  withinMs = timeoutMs,
): Promise<Response> {
  const timeout = AbortSignal.timeout(withinMs);
  const answer = await fetch(addressOf(path), {
    cache: "no-cache", // revalidates each time, so the server can answer 304
    ...init,
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  }).catch((error: unknown) => {
    throw new ApiProblem(unreachable, String(error));
  });
  learnServerTime(answer.headers.get("date"));
  if (!answer.ok) throw problemFrom(answer.status, await answer.text());
  return answer;
}

export function jobPath(id: string): string {
  return `v1/jobs/${encodeURIComponent(id)}`;
}

/** Undefined if the job does not exist, or no longer exists. */
export async function findJob(id: string, signal?: AbortSignal): Promise<Job | undefined> {
  try {
    const answer = await ask(jobPath(id), {}, signal);
    return (await answer.json()) as Job;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Is sent even while the page is being closed. */
export async function cancelJob(id: string): Promise<Job> {
  const answer = await ask(`${jobPath(id)}/cancel`, { method: "POST", keepalive: true });
  return answer.json() as Promise<Job>;
}

/** What it was asked to do again, with the password that opens the document where one is given. */
export async function retryJob(id: string, password?: string): Promise<Job> {
  const body = password === undefined ? {} : { body: JSON.stringify({ password }), headers: jsonType };
  return (await ask(`${jobPath(id)}/retry`, { method: "POST", ...body })).json() as Promise<Job>;
}

/** A job that is already gone counts as removed. */
export async function removeJob(id: string): Promise<void> {
  try {
    await ask(jobPath(id), { method: "DELETE", keepalive: true });
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

export async function findFormats(): Promise<Formats> {
  return (await ask("v1/formats")).json() as Promise<Formats>;
}

export function isGone(error: unknown): boolean {
  return error instanceof ApiProblem && (error.code === "job_not_found" || error.code === "batch_not_found");
}
