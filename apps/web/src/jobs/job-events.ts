import { once } from "node:events";
import { PassThrough, type Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { isTerminal, type Job, type JobPlace, jobView } from "@platen/core";
import type { JobView } from "../schemas/job-schema.ts";
import type { WebContext } from "../web-context.ts";
import { placeOf } from "./show-job.ts";

/** How a stream of events begins and ends, and how often it shows that it lives. */
export interface Listening {
  readonly seenRevision: number;
  readonly signal: AbortSignal;
  readonly commentEveryMs: number;
  /** Stands before the job's links. */
  readonly basePath: string;
}

const lookAtPlaceEveryMs = 2_000;

/**
 * The job as server-sent events: as it is now, at every change, and for the last time when it has ended. A revision
 * that the client has seen already is left out. While nothing changes, its place in the queue is told too, and
 * that its worker is no longer heard of, in events without an id. Ends as well when the client has gone or `signal` is aborted.
 */
export function jobEvents(context: WebContext, job: Job, listening: Listening): Readable {
  const { seenRevision, signal, commentEveryMs, basePath } = listening;
  const events = new PassThrough();
  const ended = new AbortController();
  events.once("close", () => ended.abort());
  const stop = AbortSignal.any([signal, ended.signal]);
  const comments = setInterval(() => events.write(": still here\n\n"), commentEveryMs);
  let latest = job;
  let told: JobPlace | undefined;

  async function tellChanges(): Promise<void> {
    events.write("retry: 3000\n\n");
    for await (const seen of context.watches.watch(job, stop)) {
      latest = seen;
      if (seen.revision <= seenRevision) continue;
      told = await placeOf(context, seen);
      await write(eventOf(jobView(seen, basePath, told), seen.revision));
    }
  }

  async function tellPlace(): Promise<void> {
    for (;;) {
      await sleep(lookAtPlaceEveryMs, undefined, { signal: stop });
      const looked = latest;
      const place = await placeOf(context, looked);
      if (looked !== latest || isTerminal(latest) || isSamePlace(place, told)) continue;
      told = place;
      await write(eventOf(jobView(latest, basePath, place)));
    }
  }

  async function write(event: string): Promise<void> {
    if (!events.write(event)) await once(events, "drain", { signal: stop });
  }

  const whenStopped = (error: unknown) => {
    if (!stop.aborted) context.logger.warn({ err: error, jobId: job.id }, "event stream ended early");
  };
  tellPlace().catch(whenStopped);
  tellChanges()
    .catch(whenStopped)
    .finally(() => {
      clearInterval(comments);
      ended.abort();
      events.end();
    });
  return events;
}

/** The estimate alone is no news. */
function isSamePlace(place: JobPlace, told: JobPlace | undefined): boolean {
  return isDeepStrictEqual({ ...place, etaSeconds: null }, told && { ...told, etaSeconds: null });
}

function eventOf(job: JobView, revision?: number): string {
  const id = revision === undefined ? "" : `id: ${revision}\n`;
  return `${id}event: job\ndata: ${JSON.stringify(job)}\n\n`;
}
