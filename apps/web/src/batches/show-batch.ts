import { AppError, type BatchEntry, type BatchSummary, isTerminal, type Job, sourcesOf } from "@platen/core";
import type { BatchView } from "../schemas/batch-schema.ts";
import type { WebContext } from "../web-context.ts";

const shownNames = 3;
/** More conversions at once than this are not looked at for the percentage of a batch. */
const maxRunningLookedAt = 100;

type Shown = Pick<WebContext, "backend">;

/** The batch of the owner. Somebody else's is answered as if it did not exist: `batch_not_found`. */
export async function findOwnBatch({ backend }: Shown, owner: string, batch: string): Promise<BatchSummary> {
  const summary = await backend.jobs.batches.find(owner, batch);
  if (summary === undefined) throw batchNotFound();
  return summary;
}

export function batchNotFound(): AppError {
  const message = "There is no such batch. Perhaps its jobs were removed, or their time of keeping is over.";
  return new AppError("missing", "batch_not_found", message);
}

/** The batch as it is told; undefined when its jobs are just being removed. */
export async function showBatch(
  context: Shown,
  owner: string,
  summary: BatchSummary,
  basePath: string,
): Promise<BatchView | undefined> {
  const { batches } = context.backend.jobs;
  const { batch, counts, bytes } = summary;
  const { jobs } = await batches.jobs(owner, batch, { limit: shownNames });
  if (jobs.length === 0) return undefined;
  const running =
    counts.processing > 0 ? await runningJobs(context, await batches.entries(owner, batch)) : [];
  const self = `${basePath}/v1/batches/${encodeURIComponent(batch)}`;
  return {
    batch,
    total: Object.values(counts).reduce((sum, each) => sum + each, 0),
    counts,
    percent: percentOf(counts, running),
    bytes,
    filenames: jobs
      .flatMap(sourcesOf)
      .slice(0, shownNames)
      .map(({ filename }) => filename),
    createdAt: new Date(summary.createdAt).toISOString(),
    expiresAt: new Date(Math.min(...jobs.map(({ expiresAt }) => expiresAt))).toISOString(),
    links: { self, events: `${self}/events`, archive: `${self}/archive`, cancel: `${self}/cancel` },
  };
}

async function runningJobs({ backend }: Shown, entries: readonly BatchEntry[]): Promise<Job[]> {
  const ids = entries.filter(({ status }) => status === "processing").slice(0, maxRunningLookedAt);
  const jobs = await Promise.all(ids.map(({ id }) => backend.jobs.find(id)));
  return jobs.filter((job) => job !== undefined);
}

/** Every job counts the same, and one that has ended counts whole, however it ended. */
function percentOf(
  { queued, processing, ...ended }: BatchSummary["counts"],
  running: readonly Job[],
): number {
  const over = Object.values(ended).reduce((sum, each) => sum + each, 0);
  const total = queued + processing + over;
  const partly = running.reduce((sum, job) => sum + (isTerminal(job) ? 100 : job.percent), 0);
  return Math.min(100, Math.round(((over * 100 + partly) / total) * 10) / 10);
}
