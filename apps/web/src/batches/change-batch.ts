import { type BatchEntry, isAppError } from "@platen/core";
import { asAppError, problemOf } from "../problems/problem-of-error.ts";
import type { BatchChange } from "../schemas/batch-schema.ts";
import type { WebContext } from "../web-context.ts";
import { batchNotFound } from "./show-batch.ts";

/** Enough to be quick, and few enough that nobody else has to wait for long. */
const atOnce = 8;

/**
 * Does something to each job of a batch. What fails with one job does not keep it from the others; fails itself only where
 * nothing could be done at all.
 */
export async function changeBatch(
  { backend, logger }: WebContext,
  { owner, batch }: { owner: string; batch: string },
  isConcerned: (entry: BatchEntry) => boolean,
  change: (id: string) => Promise<unknown>,
): Promise<BatchChange> {
  const entries = await backend.jobs.batches.entries(owner, batch);
  if (entries.length === 0) throw batchNotFound();
  const waiting = entries.filter(isConcerned).map(({ id }) => id);
  const total = waiting.length;
  const failures: { id: string; error: unknown }[] = [];
  async function work(): Promise<void> {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      try {
        await change(id);
      } catch (error) {
        if (!isAppError(error)) logger.error({ err: error, jobId: id }, "job of a batch not changed");
        failures.push({ id, error });
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  if (total > 0 && failures.length === total) throw failures[0]?.error;
  const failed = failures.map(({ id, error }) => ({ id, ...told(error) }));
  return { batch, done: total - failed.length, failed };
}

/** As a request for the one job would be answered. */
function told(error: unknown): { code: string; message: string } {
  const { code, detail } = problemOf(asAppError(error), "", "");
  return { code, message: detail };
}
