import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { isTerminal, type Job } from "@platen/core";
import type { Installation } from "./installation.ts";
import { retryWhileUnavailable } from "./retry-while-unavailable.ts";

export interface JobAudit {
  readonly jobs: readonly Job[];
  readonly statuses: Readonly<Record<string, number>>;
  /** Acknowledged, but no longer in the store. */
  readonly lost: number;
  /** Not finished before the timeout. */
  readonly stuck: number;
  /** Succeeded, but the result is missing, differs from its row, or does not belong to the source. */
  readonly wrongResults: number;
  readonly attempts: number;
}

/** Waits until every job has finished, for `timeoutMs` at most, then checks each job and its result. */
export async function auditJobs(
  installation: Installation,
  ids: readonly string[],
  timeoutMs: number,
): Promise<JobAudit> {
  const { jobs } = installation.backend;
  const giveUpAt = Date.now() + timeoutMs;
  const found = new Map<string, Job>();
  let open = [...ids];
  for (;;) {
    const left: string[] = [];
    for (const id of open) {
      const job = await retryWhileUnavailable(() => jobs.find(id));
      if (job !== undefined) found.set(id, job);
      if (job !== undefined && !isTerminal(job)) left.push(id);
    }
    open = left;
    if (open.length === 0 || Date.now() > giveUpAt) break;
    await sleep(250);
  }
  const all = [...found.values()];
  const statuses: Record<string, number> = {};
  for (const { status } of all) statuses[status] = (statuses[status] ?? 0) + 1;
  let wrongResults = 0;
  for (const job of all)
    if (
      job.status === "succeeded" &&
      !(await retryWhileUnavailable(() => isResultCorrect(installation, job)))
    )
      wrongResults += 1;
  return {
    jobs: all,
    statuses,
    lost: ids.length - found.size,
    stuck: open.length,
    wrongResults,
    attempts: all.reduce((sum, { attempt }) => sum + attempt, 0),
  };
}

/** The simulated converter writes the source's hash into the PDF, so the test can check that the result is complete and belongs to the source. */
async function isResultCorrect({ backend }: Installation, { result, source }: Job): Promise<boolean> {
  const stored = result === null ? undefined : await backend.files.read(result.key);
  if (stored === undefined || result === null) return false;
  const hash = createHash("sha256");
  let text = "";
  for await (const chunk of stored.stream) {
    hash.update(chunk);
    text += chunk.toString("latin1");
  }
  return (
    hash.digest("hex") === result.sha256 && text.includes(source.sha256) && text.trimEnd().endsWith("%%EOF")
  );
}
