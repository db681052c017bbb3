import { setTimeout as sleep } from "node:timers/promises";
import { isTerminal } from "@platen/core";
import { takeCensus } from "../census.ts";
import { type Experiment, finding } from "../experiment.ts";
import { nothingLost } from "../findings.ts";
import { Fleet } from "../fleet.ts";
import { submitPatiently } from "../load.ts";
import type { Site } from "../site.ts";

const small = { owner: "small", content: "platen-takes=20" };
const large = { owner: "large", content: "platen-takes=20" };

/** The small owner's wait with the machine to itself, and beside a flood of somebody else's. */
export const fair: Experiment = {
  name: "fair",
  what: "One owner has a hundred and more jobs for each of another's; all are waiting before the first is taken.",
  backends: ["local", "aws"],
  full: { jobs: 9_900, faults: 50 },
  reduced: { jobs: 495, faults: 5 },
  protection: "the queue's turns by owner: all jobs are sent as one owner's",
  run: async ({ site, scale, unprotected }) => {
    const alone = await waitsOf(site, scale.faults, 0, unprotected);
    const beside = await waitsOf(site, scale.faults, scale.jobs, unprotected);
    const ratio = beside.p95 / alone.p95;
    const census = await takeCensus(site, [...alone.ids, ...beside.ids], 30_000);
    return {
      figures: {
        small: scale.faults,
        large: scale.jobs,
        p95AloneMs: alone.p95,
        p95BesideMs: beside.p95,
        ratio: ratio.toFixed(2),
      },
      findings: [
        ...nothingLost(census),
        finding(
          "the small owner's p95 wait is at most three times what it is alone",
          ratio <= 3,
          ratio.toFixed(2),
        ),
      ],
    };
  },
};

async function waitsOf(site: Site, smallJobs: number, largeJobs: number, unprotected: boolean) {
  const asOne = unprotected ? { owner: "large" } : {};
  for (let count = 0; count < largeJobs; count += 1) await submitPatiently(site, large);
  const ids: string[] = [];
  for (let count = 0; count < smallJobs; count += 1)
    ids.push((await submitPatiently(site, { ...small, ...asOne })).id);
  let startedAt = Number.POSITIVE_INFINITY;
  const fleet = new Fleet(site, 2, {}, ({ msg }) => {
    if (msg === "worker started") startedAt = Math.min(startedAt, Date.now());
  });
  const giveUpAt = Date.now() + 600_000;
  try {
    const waits = new Map<string, number>();
    while (waits.size < ids.length && Date.now() < giveUpAt) {
      for (const id of ids) {
        const job = waits.has(id) ? undefined : await site.backend.jobs.find(id);
        if (job !== undefined && isTerminal(job)) waits.set(id, (job.startedAt ?? Date.now()) - startedAt);
      }
      await sleep(100);
    }
    const sorted = [...waits.values()].toSorted((a, b) => a - b);
    return { ids, p95: sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.POSITIVE_INFINITY };
  } finally {
    await fleet.close();
  }
}
