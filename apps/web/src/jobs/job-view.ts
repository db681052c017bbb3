import { isTerminal, type Job, type JobSource, sourcesOf } from "@platen/core";
import type { JobView } from "../schemas/job-schema.ts";

/** What the web app knows of a job's place beyond the job itself. */
export interface Place {
  readonly queuePosition: number | null;
  readonly etaSeconds: number | null;
}

export const nowhere: Place = { queuePosition: null, etaSeconds: null };

/** The job as it is told to its owner. Field by field, so that nothing internal slips out: no key, no password. */
export function jobView(job: Job, place: Place): JobView {
  const self = `/v1/jobs/${job.id}`;
  const hasThumbnail = job.result !== null && job.result.thumbnailKey !== null;
  return {
    id: job.id,
    status: job.status,
    source: sourceView(job.source),
    ...(job.moreSources !== undefined && { sources: sourcesOf(job).map(sourceView) }),
    format: job.format,
    options: job.options,
    progress: { phase: job.phase, percent: job.percent, ...(isTerminal(job) ? nowhere : place) },
    result: resultView(job),
    error: job.error,
    warnings: [...job.warnings],
    attempt: job.attempt,
    batch: job.batch,
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

function sourceView({ filename, bytes, mediaType, sha256 }: JobSource): JobView["source"] {
  return { filename, bytes, mediaType, sha256 };
}

function resultView({ result }: Job): JobView["result"] {
  if (result === null) return null;
  const { filename, bytes, mediaType, sha256, pages, engine } = result;
  return { filename, bytes, mediaType, sha256, pages, engine };
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
