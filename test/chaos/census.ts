import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { isTerminal, type Job } from "@platen/core";
import { patiently } from "./patiently.ts";
import type { Site } from "./site.ts";

export interface Census {
  readonly jobs: readonly Job[];
  readonly statuses: Readonly<Record<string, number>>;
  /** Acknowledged and no longer there. */
  readonly lost: number;
  /** Not over when patience was. */
  readonly stuck: number;
  /** Succeeded, but the result is missing or is not what its row says, or not what this source must give. */
  readonly wrongResults: number;
  readonly attempts: number;
}

/** Waits until every job is over, for `patienceMs` at most, then looks at each and at its result. */
export async function takeCensus(site: Site, ids: readonly string[], patienceMs: number): Promise<Census> {
  const { jobs } = site.backend;
  const giveUpAt = Date.now() + patienceMs;
  const found = new Map<string, Job>();
  let open = [...ids];
  for (;;) {
    const left: string[] = [];
    for (const id of open) {
      const job = await patiently(() => jobs.find(id));
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
    if (job.status === "succeeded" && !(await patiently(() => isSound(site, job)))) wrongResults += 1;
  return {
    jobs: all,
    statuses,
    lost: ids.length - found.size,
    stuck: open.length,
    wrongResults,
    attempts: all.reduce((sum, { attempt }) => sum + attempt, 0),
  };
}

/** The stub writes the source's hash into the PDF, so a result can be told to be of this source and whole. */
async function isSound({ backend }: Site, { result, source }: Job): Promise<boolean> {
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
