import { setTimeout as sleep } from "node:timers/promises";
import { type Experiment, finding } from "../experiment.ts";
import { nothingLost } from "../findings.ts";
import { Fleet } from "../fleet.ts";
import type { Installation } from "../installation.ts";
import { auditJobs } from "../job-audit.ts";
import { submitMany } from "../load.ts";

/** Much longer than the overhead of a start, so that the waits compare turns and not noise. */
const takesMs = 200;

/** Compares the small owner's wait alone and beside another owner's flood of jobs. */
export const fair: Experiment = {
  name: "fair",
  description:
    "One owner has ten or more times as many jobs as another; all are waiting before the first is claimed.",
  backends: ["local", "aws"],
  full: { jobs: 9_900, faults: 50 },
  reduced: { jobs: 100, faults: 10, allowanceMs: 2_000 },
  protection: "the queue's round-robin by owner: all jobs are sent as one owner's",
  run: async ({ installation: given, scale, unprotected }) => {
    // No lease ends and no message is sent again while it waits: only the queue decides the order.
    const installation = { ...given, policy: { ...given.policy, leaseMs: 30_000, resendMs: 3_600_000 } };
    const alone = await measureWaits(installation, {
      small: scale.faults,
      large: 0,
      asOneOwner: unprotected,
    });
    const beside = await measureWaits(installation, {
      small: scale.faults,
      large: scale.jobs,
      asOneOwner: unprotected,
    });
    const audit = await auditJobs(installation, [...alone.ids, ...beside.ids], 60_000);
    const allowedMs = 3 * alone.waitMs + (scale.allowanceMs ?? 0);
    return {
      figures: {
        small: scale.faults,
        large: scale.jobs,
        p95AloneMs: alone.waitMs,
        p95BesideMs: beside.waitMs,
        ratio: (beside.waitMs / alone.waitMs).toFixed(2),
        p95PositionAlone: alone.position,
        p95PositionBeside: beside.position,
      },
      findings: [
        ...nothingLost(audit),
        finding(
          "the small owner's p95 wait is at most three times what it is alone",
          beside.waitMs <= allowedMs,
          `${beside.waitMs} ms, allowed ${allowedMs} ms`,
        ),
        finding(
          "its p95 position in the order of starts is at most three times what it is alone",
          beside.position <= 3 * alone.position,
          `${beside.position} and ${alone.position}`,
        ),
      ],
    };
  },
};

interface Waits {
  /** The jobs of the small owner. */
  readonly ids: readonly string[];
  /** Measured from when both workers may accept jobs. */
  readonly waitMs: number;
  /** The position among all starts; unlike the wait, the same on every machine. */
  readonly position: number;
}

async function measureWaits(
  installation: Installation,
  { small, large, asOneOwner }: { small: number; large: number; asOneOwner: boolean },
): Promise<Waits> {
  const starts = new Map<string, number>();
  const fleet = new Fleet(installation, 2, { startsPaused: true }, ({ msg, source }) => {
    if (msg === "converting" && !starts.has(String(source))) starts.set(String(source), Date.now());
  });
  try {
    await Promise.all(fleet.workers.map(({ started }) => started));
    const submissionsOf = (name: string, count: number, owner = name) =>
      Array.from({ length: count }, (_, index) => ({
        owner,
        content: `${name} ${index} platen-takes=${takesMs}`,
      }));
    await submitMany(installation, submissionsOf("large", large));
    const submissions = submissionsOf("small", small, asOneOwner ? "large" : "small");
    const jobs = await submitMany(installation, submissions);
    const beganAt = Date.now();
    for (const worker of fleet.workers) worker.resume();
    while (!submissions.every(({ content }) => starts.has(content)) && Date.now() < beganAt + 600_000)
      await sleep(50);
    const ids = jobs.map(({ id }) => id);
    await auditJobs(installation, ids, 60_000); // started jobs must finish before the workers are closed
    const order = [...starts.keys()];
    return {
      ids,
      waitMs: p95(
        submissions.map(({ content }) => (starts.get(content) ?? Number.POSITIVE_INFINITY) - beganAt),
      ),
      position: p95(submissions.map(({ content }) => order.indexOf(content) + 1 || Number.POSITIVE_INFINITY)),
    };
  } finally {
    await fleet.close();
  }
}

function p95(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.POSITIVE_INFINITY;
}
