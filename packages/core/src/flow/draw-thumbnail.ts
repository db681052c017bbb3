import { createReadStream } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Job } from "../job/job.ts";
import { askForThumbnail, keepThumbnail } from "../job/thumbnail-moves.ts";
import type { Clock } from "../seams/clock.ts";
import type { Backend } from "./backend.ts";
import { fetchFile } from "./fetch-uploads.ts";
import { type Moved, moveJob } from "./move-job.ts";
import { newAttemptPrefix } from "./storage-keys.ts";
import type { WorkerParts } from "./worker-parts.ts";

/**
 * Request → queue: a worker draws the first page of what the job made. The request is not as durable as a job: where the
 * message or its worker is lost, whoever asks again some seconds later sends another. Refused where there is
 * nothing to draw, or a worker was told a moment ago.
 */
export async function askToDrawThumbnail({ jobs, queue }: Backend, id: string, clock: Clock): Promise<Moved> {
  const moved = await moveJob(jobs, id, (job) => askForThumbnail(job, clock.now()));
  if (moved.moved) await queue.send(id, { owner: moved.job.owner });
  return moved;
}

/** Result → picture, in the jail of the converter, in a folder that is gone afterwards; then the job shows it. */
export async function drawThumbnail(worker: WorkerParts, job: Job, signal: AbortSignal): Promise<void> {
  const { jobs, files } = worker.backend;
  if (job.result === null) return;
  const { key: resultKey } = job.result;
  const folder = await mkdtemp(join(worker.workFolder, "job-"));
  try {
    const pdf = join(folder, "result.pdf");
    if (!(await fetchFile(files, resultKey, pdf, signal))) return;
    const own = join(folder, "first-page");
    await mkdir(own);
    const picture = await worker.converter.drawFirstPage(pdf, own, signal);
    if (signal.aborted) return;
    const prefix = newAttemptPrefix(job);
    const key = picture === undefined ? null : `${prefix}/thumbnail.png`;
    if (key !== null && picture !== undefined)
      await files.write(key, createReadStream(picture), { ifAbsent: true, mediaType: "image/png" });
    const { moved } = await moveJob(jobs, job.id, (latest) => keepThumbnail(latest, resultKey, key));
    if (!moved) await files.remove(prefix);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
