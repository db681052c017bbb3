import type { Job } from "@platen/core";
import { type JobPlace, jobView, nowhere } from "@platen/core";
import { remainingSeconds } from "../context/estimate-wait.ts";
import type { JobView } from "../schemas/job-schema.ts";
import type { WebContext } from "../web-context.ts";

type Shown = Pick<WebContext, "backend" | "clock" | "estimate">;

/** The job with its place in the queue, as far as anyone can tell. */
export async function showJob(context: Shown, job: Job, basePath: string): Promise<JobView> {
  return jobView(job, basePath, await placeOf(context, job));
}

export async function placeOf({ backend, clock, estimate }: Shown, job: Job): Promise<JobPlace> {
  if (job.status === "processing") return { ...nowhere, etaSeconds: remainingSeconds(job, clock.now()) };
  if (job.status !== "queued") return nowhere;
  // The place is a courtesy: without the queue, the job is shown without it.
  const ahead = await backend.queue.ahead(job.id).catch(() => undefined);
  if (ahead === undefined) return nowhere;
  const queuePosition = ahead + 1;
  return { queuePosition, etaSeconds: estimate.look(job.id, queuePosition, clock.now()) };
}
