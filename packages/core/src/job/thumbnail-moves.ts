import type { Job } from "./job.ts";
import { change, type Decision, refuse } from "./move.ts";

/** A message may be lost, or a worker die over it: whoever asks later than this sends another. */
const askAgainAfterMs = 10_000;

/** Whether the job has a PDF whose first page was not drawn and may be. */
export function canHaveThumbnail({ status, result, thumbnail }: Job): boolean {
  const isDrawable = result?.mediaType === "application/pdf" && result.thumbnailKey === null;
  return status === "succeeded" && isDrawable && thumbnail?.isImpossible !== true;
}

/** Somebody wants to see the first page of what was made; allowed means that a message is to be sent. */
export function askForThumbnail(job: Job, now: number): Decision {
  if (!canHaveThumbnail(job)) return refuse("nothing-to-draw");
  if (now >= job.expiresAt) return refuse("too-late");
  const { askedAt = Number.NEGATIVE_INFINITY } = job.thumbnail ?? {};
  if (now - askedAt < askAgainAfterMs && now >= askedAt) return refuse("not-due");
  return change(job, { thumbnail: { askedAt: now, isImpossible: false } });
}

export function isThumbnailWanted(job: Job): boolean {
  return job.thumbnail !== undefined && canHaveThumbnail(job);
}

/** What became of it: where the picture lies, or null where none can be drawn. Of two that were drawn the first stays. */
export function keepThumbnail(job: Job, resultKey: string, thumbnailKey: string | null): Decision {
  const { result, thumbnail } = job;
  if (result?.key !== resultKey || thumbnail === undefined || !canHaveThumbnail(job))
    return refuse("nothing-to-draw");
  if (thumbnailKey === null) return change(job, { thumbnail: { ...thumbnail, isImpossible: true } });
  return change(job, { result: { ...result, thumbnailKey } });
}
