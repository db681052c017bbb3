import { addressOf } from "../addresses.ts";
import { ApiProblem, problemFrom, unreachable } from "./api-problem.ts";
import type { Formats } from "./formats.ts";
import type { Job } from "./job.ts";
import { learnServerTime } from "./server-clock.ts";

const timeoutMs = 15_000;

/** Every call fails with an ApiProblem, `server_unreachable` when no answer came in time. */
async function ask(path: string, init: RequestInit = {}, signal?: AbortSignal): Promise<Response> {
  const timeout = AbortSignal.timeout(timeoutMs);
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

/** All jobs of a sending, newest first, however many. */
export async function findJobs(sending: string, signal?: AbortSignal): Promise<Job[]> {
  const jobs: Job[] = [];
  let cursor: string | null = null;
  do {
    const query: URLSearchParams = new URLSearchParams({
      batch: sending,
      limit: "100",
      ...(cursor && { cursor }),
    });
    const answer = await ask(`v1/jobs?${query}`, {}, signal);
    const page = (await answer.json()) as { data: Job[]; nextCursor: string | null };
    jobs.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return jobs;
}

/** Is sent even while the page is being closed. */
export async function cancelJob(id: string): Promise<Job> {
  const answer = await ask(`${jobPath(id)}/cancel`, { method: "POST", keepalive: true });
  return answer.json() as Promise<Job>;
}

export async function retryJob(id: string): Promise<Job> {
  return (await ask(`${jobPath(id)}/retry`, { method: "POST" })).json() as Promise<Job>;
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

function isGone(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === "job_not_found";
}
