import { addressOf } from "../addresses.ts";
import { ask, isGone, jsonType } from "./client.ts";
import type { Job } from "./job.ts";
import { newKey } from "./send-upload.ts";

/** A sending is what the API calls a batch. */
function pathOf(sending: string): string {
  return `v1/batches/${encodeURIComponent(sending)}`;
}

/** All jobs of a sending in the order in which they were accepted, however many; none if there is no such sending. */
export async function findJobs(sending: string, signal?: AbortSignal): Promise<Job[]> {
  const jobs: Job[] = [];
  let cursor: string | null = null;
  try {
    do {
      const query: URLSearchParams = new URLSearchParams({ limit: "100", ...(cursor && { cursor }) });
      const answer = await ask(`${pathOf(sending)}?${query}`, {}, signal);
      const page = (await answer.json()) as { data: Job[]; nextCursor: string | null };
      jobs.push(...page.data);
      cursor = page.nextCursor;
    } while (cursor !== null);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
  return jobs;
}

/** Where all its results are as one zip. */
export function archiveAddress(sending: string): string {
  return addressOf(`${pathOf(sending)}/archive`);
}

/** A job of its own that makes one PDF of the results of these jobs, in this order. */
export async function mergeJobs(sending: string, jobs: readonly string[]): Promise<Job> {
  const body = JSON.stringify({ jobs, options: { thumbnail: true } });
  const headers = { ...jsonType, "idempotency-key": newKey() };
  const answer = await ask(`${pathOf(sending)}/merge`, { method: "POST", body, headers }, undefined, longMs);
  return answer.json() as Promise<Job>;
}

/** How many jobs were left as they were, because something went wrong with them. */
export async function cancelJobs(sending: string): Promise<number> {
  return changed(await ask(`${pathOf(sending)}/cancel`, { method: "POST" }, undefined, longMs));
}

export async function removeJobs(sending: string): Promise<number> {
  try {
    return await changed(await ask(pathOf(sending), { method: "DELETE" }, undefined, longMs));
  } catch (error) {
    if (isGone(error)) return 0;
    throw error;
  }
}

/** A thousand jobs take their time. */
const longMs = 120_000;

async function changed(answer: Response): Promise<number> {
  const { failed } = (await answer.json()) as { failed: readonly unknown[] };
  return failed.length;
}

const flushMs = 100;

/** What the events of a moment tell. */
export interface SendingNews {
  readonly jobs: readonly Job[];
  /** The ids of jobs that are gone. */
  readonly removed: readonly string[];
  /** After the stream was opened, once more or at first: the ids of all jobs that there were then. */
  readonly present?: readonly string[];
}

/**
 * Listens to all jobs of a sending by one stream of server-sent events; those that come in a moment are told together. The
 * browser reconnects after an error; the returned function stops it.
 */
export function listenToSending(
  sending: string,
  onNews: (news: SendingNews) => void,
  onError: () => void,
): () => void {
  const events = new EventSource(addressOf(`${pathOf(sending)}/events`));
  let jobs: Job[] = [];
  let removed: string[] = [];
  let present: string[] | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    const news = { jobs, removed, ...(present && { present }) };
    jobs = [];
    removed = [];
    present = undefined;
    onNews(news);
  };
  events.addEventListener("job", ({ data }: MessageEvent<string>) => {
    jobs.push(JSON.parse(data) as Job);
    timer ??= setTimeout(flush, flushMs);
  });
  events.addEventListener("present", ({ data }: MessageEvent<string>) => {
    present = (JSON.parse(data) as { ids: string[] }).ids;
    timer ??= setTimeout(flush, flushMs);
  });
  events.addEventListener("removed", ({ data }: MessageEvent<string>) => {
    removed.push((JSON.parse(data) as { id: string }).id);
    timer ??= setTimeout(flush, flushMs);
  });
  events.addEventListener("error", onError);
  return () => {
    events.close();
    clearTimeout(timer);
  };
}
