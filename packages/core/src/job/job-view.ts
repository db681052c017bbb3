import type { Callback } from "./callback.ts";
import type { Interruption } from "./interruption.ts";
import { isTerminal, type Job, type JobSource, sourcesOf } from "./job.ts";
import { canHaveThumbnail } from "./thumbnail-moves.ts";

/** Where a job stands in the queue, which the job itself does not know. */
export interface JobPlace {
  readonly queuePosition: number | null;
  readonly etaSeconds: number | null;
  readonly interruption: Interruption | null;
}

export const nowhere: JobPlace = { queuePosition: null, etaSeconds: null, interruption: null };

/**
 * The job as it is told to its owner, over HTTP and in callbacks. Field by field, so that nothing internal slips out.
 * `basePath` stands before its links.
 */
export function jobView(job: Job, basePath: string, place: JobPlace = nowhere) {
  const self = `${basePath}/v1/jobs/${job.id}`;
  const hasThumbnail = job.result?.thumbnailKey != null || canHaveThumbnail(job);
  return {
    id: job.id,
    status: job.status,
    source: sourceView(job.source),
    ...(job.moreSources !== undefined && { sources: sourcesOf(job).map(sourceView) }),
    format: job.format,
    options: job.options,
    progress: progressView(job, isTerminal(job) ? nowhere : place),
    result: resultView(job),
    error: job.error,
    warnings: [...job.warnings],
    ...(job.callbacks !== undefined && { callbacks: job.callbacks.map(callbackView) }),
    attempt: job.attempt,
    batch: job.batch,
    batchPosition: job.batchPosition ?? null,
    cached: false,
    createdAt: timeOf(job.createdAt),
    startedAt: job.startedAt === null ? null : timeOf(job.startedAt),
    finishedAt: job.finishedAt === null ? null : timeOf(job.finishedAt),
    expiresAt: timeOf(job.expiresAt),
    deadlineAt: timeOf(job.deadlineAt),
    links: {
      self,
      result: job.result === null ? null : `${self}/result`,
      events: `${self}/events`,
      cancel: `${self}/cancel`,
      thumbnail: hasThumbnail ? `${self}/thumbnail` : null,
    },
  };
}

function progressView({ phase, percent, pageProgress }: Job, { interruption, ...place }: JobPlace) {
  const { page = null, pages = null } = pageProgress ?? {};
  const { reason, nextAttemptAt: at } = interruption ?? {};
  return {
    ...{ phase, percent, page, pages, ...place },
    interruption: reason === undefined ? null : { reason, nextAttemptAt: at == null ? null : timeOf(at) },
  };
}

/** Of the address only the host: what follows it may be a secret. */
function callbackView({ id, kind, host, state, attempts, nextAt, problem }: Callback) {
  return { id, kind, host, state, attempts, nextAt: nextAt === null ? null : timeOf(nextAt), problem };
}

function sourceView({ filename, bytes, mediaType, sha256 }: JobSource) {
  return { filename, bytes, mediaType, sha256 };
}

function resultView({ result }: Job) {
  if (result === null) return null;
  const { filename, bytes, mediaType, sha256, pages, engine } = result;
  return { filename, bytes, mediaType, sha256, pages, engine };
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
