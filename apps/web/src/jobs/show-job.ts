import { interruptionOf, type Job, type JobPlace, jobView, nowhere } from "@platen/core";
import type { JobView } from "../schemas/job-schema.ts";
import type { WebContext } from "../web-context.ts";

type Shown = Pick<WebContext, "backend" | "clock" | "estimate" | "pagesEstimate" | "policy">;

/** The job with its place in the queue, as far as anyone can tell. */
export async function showJob(context: Shown, job: Job, basePath: string): Promise<JobView> {
  return jobView(job, basePath, await placeOf(context, job));
}

/** The job as it is in a list: of its place in the queue nothing, since that is one question for each. */
export function showListed(context: Shown, job: Job, basePath: string): JobView {
  return jobView(job, basePath, placeInRow(context, job));
}

export async function placeOf(context: Shown, job: Job): Promise<JobPlace> {
  const place = placeInRow(context, job);
  if (job.status !== "queued") return place;
  // The place is a courtesy: without the queue, the job is shown without it.
  const ahead = await context.backend.queue.ahead(job.id).catch(() => undefined);
  if (ahead === undefined) return place;
  const queuePosition = ahead + 1;
  const etaSeconds = context.estimate.look(job.id, queuePosition, context.clock.now());
  return { ...place, queuePosition, etaSeconds };
}

/** What can be told without asking anyone. */
export function placeInRow({ clock, pagesEstimate, policy }: Shown, job: Job): JobPlace {
  const now = clock.now();
  const etaSeconds = job.status === "processing" ? pagesEstimate.look(job, now) : null;
  return { ...nowhere, etaSeconds, interruption: interruptionOf(job, policy, now) };
}
