import { createHash } from "node:crypto";
import { once } from "node:events";
import { PassThrough, type Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { type BatchEntry, isTerminal, type Job } from "@platen/core";
import { showListed } from "../jobs/show-job.ts";
import type { WebContext } from "../web-context.ts";
import { showBatch } from "./show-batch.ts";

/** How a stream of a batch's events begins and ends, and how often it shows that it lives. */
export interface BatchListening {
  readonly owner: string;
  readonly batch: string;
  /** The path that the server has, for links. */
  readonly basePath: string;
  /** The last event that the client has seen. */
  readonly lastEventId: string | undefined;
  readonly signal: AbortSignal;
  readonly commentEveryMs: number;
}

const jobsPerPage = 100;
/** Between two looks at the batch: the pause grows while nothing changes, since of a large batch a look costs more than of a job. */
const pace = { minMs: 100, maxMs: 1_000 };
/** So much may a clock differ, and an index lag: what was changed so long before the last event is told again. */
const allowanceMs = 10_000;

/**
 * All jobs of a batch as server-sent events: as they are now, and each again whenever it has changed; after every look
 * at which one had, the batch itself with its counts. Only that event has an id, so whoever connects again after a part
 * of the jobs gets all of them. Unless its id says that the client knows exactly these jobs, the ids of all come first:
 * what is not among them is gone. Jobs that come later join. Ends when all jobs have ended or are gone, the client has
 * left or `signal` is aborted.
 */
export function batchEvents(context: WebContext, listening: BatchListening): Readable {
  const { signal, commentEveryMs, batch } = listening;
  const events = new PassThrough();
  const ended = new AbortController();
  events.once("close", () => ended.abort());
  const stop = AbortSignal.any([signal, ended.signal]);
  const comments = setInterval(() => events.write(": still here\n\n"), commentEveryMs);

  const write = async (event: string) => {
    if (!events.write(event)) await once(events, "drain", { signal: stop });
  };
  tellChanges(context, listening, write, stop)
    .catch((error: unknown) => {
      if (!stop.aborted) context.logger.warn({ err: error, batch }, "event stream of a batch ended early");
    })
    .finally(() => {
      clearInterval(comments);
      ended.abort();
      events.end();
    });
  return events;
}

/** Whether all jobs have ended, and the client has seen them so. */
export function isToldWhole(entries: readonly BatchEntry[], lastEventId: string | undefined): boolean {
  return entries.every(isTerminal) && lastEventId?.split(".", 2)[1] === digestOf(entries);
}

interface Told {
  readonly version: string;
  readonly revision: number;
  readonly interruption: string;
  /** While it is converted. */
  readonly job?: Job;
}

async function tellChanges(
  context: WebContext,
  { owner, batch, basePath, lastEventId }: BatchListening,
  write: (event: string) => Promise<void>,
  stop: AbortSignal,
): Promise<void> {
  const { backend, clock } = context;
  const { jobs } = backend;
  const told = new Map<string, Told>();

  async function tell(entry: Pick<BatchEntry, "id" | "version">, job: Job, isNews = true): Promise<boolean> {
    const shown = showListed(context, job, basePath);
    const interruption = JSON.stringify(shown.progress.interruption);
    const before = told.get(job.id);
    const isNew = isNews && (before?.revision !== job.revision || before.interruption !== interruption);
    const running = job.status === "processing" ? { job } : {};
    told.set(job.id, { version: entry.version, revision: job.revision, interruption, ...running });
    if (isNew) await write(`event: job\ndata: ${JSON.stringify(shown)}\n\n`);
    return isNew;
  }

  async function tellPresent(entries: readonly BatchEntry[]): Promise<void> {
    const versions = new Map(entries.map(({ id, version }) => [id, version]));
    const [time = "", digest = "", known = ""] = (lastEventId ?? "").split(".", 3);
    const since = /^\d{1,15}$/.test(time) ? Number(time) - allowanceMs : 0;
    const isUnchanged = digest === digestOf(entries);
    if (known !== digestOfIds(entries))
      await write(`event: present\ndata: ${JSON.stringify({ ids: entries.map(({ id }) => id) })}\n\n`);
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await jobs.batches.jobs(owner, batch, {
        limit: jobsPerPage,
        ...(cursor !== undefined && { cursor }),
      });
      for (const job of page.jobs) {
        const isNews = job.status === "processing" || (!isUnchanged && changedAt(job) >= since);
        await tell({ id: job.id, version: versions.get(job.id) ?? "" }, job, isNews);
      }
      cursor = page.nextCursor;
    }
  }

  async function tellNews(entries: readonly BatchEntry[]): Promise<boolean> {
    let hasNews = false;
    const changed = entries.filter(
      ({ id, status, version }) => status === "processing" || told.get(id)?.version !== version,
    );
    const known = changed.map(({ id }) => ({ id, revision: told.get(id)?.revision ?? -1 }));
    const found = await jobs.findChanged(known);
    for (const entry of changed) {
      // A job of which nothing is heard any more is news, too.
      const job = found.get(entry.id) ?? told.get(entry.id)?.job;
      if (job !== undefined) hasNews = (await tell(entry, job)) || hasNews;
      else {
        const before = told.get(entry.id);
        if (before !== undefined) told.set(entry.id, { ...before, version: entry.version });
      }
    }
    const present = new Set(entries.map(({ id }) => id));
    for (const id of told.keys()) {
      if (present.has(id)) continue;
      told.delete(id);
      hasNews = true;
      await write(`event: removed\ndata: ${JSON.stringify({ id })}\n\n`);
    }
    return hasNews;
  }

  await write("retry: 3000\n\n");
  let pauseMs = pace.minMs;
  for (let isFirst = true; !stop.aborted; isFirst = false) {
    const readAt = clock.now();
    const entries = await jobs.batches.entries(owner, batch);
    let hasNews = isFirst;
    if (isFirst) await tellPresent(entries);
    else hasNews = await tellNews(entries);
    const summary = hasNews ? await jobs.batches.find(owner, batch) : undefined;
    const shown = summary && (await showBatch(context, owner, summary, basePath));
    if (shown !== undefined)
      await write(`id: ${idOf(readAt, entries)}\nevent: batch\ndata: ${JSON.stringify(shown)}\n\n`);
    if (entries.every(isTerminal)) return;
    pauseMs = hasNews ? pace.minMs : Math.min(pauseMs * 1.3, pace.maxMs);
    await sleep(pauseMs, undefined, { signal: stop });
  }
}

/** When the job was last known to change, but for the progress of one that is converted now. */
function changedAt({ createdAt, startedAt, finishedAt, notBefore, callbacks }: Job): number {
  if (callbacks !== undefined) return Infinity; // they change after its end
  return Math.max(createdAt, startedAt ?? 0, finishedAt ?? 0, notBefore);
}

function idOf(readAt: number, entries: readonly BatchEntry[]): string {
  return `${readAt}.${digestOf(entries)}.${digestOfIds(entries)}`;
}

function digestOf(entries: readonly BatchEntry[]): string {
  return digestOfLines(entries.map(({ id, version }) => `${id} ${version}`));
}

function digestOfIds(entries: readonly BatchEntry[]): string {
  return digestOfLines(entries.map(({ id }) => id));
}

function digestOfLines(lines: readonly string[]): string {
  const hash = createHash("sha256");
  for (const line of lines) hash.update(`${line}\n`);
  return hash.digest("hex").slice(0, 16);
}
