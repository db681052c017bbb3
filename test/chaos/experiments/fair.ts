import { setTimeout as sleep } from "node:timers/promises";
import { takeCensus } from "../census.ts";
import { type Experiment, finding } from "../experiment.ts";
import { nothingLost } from "../findings.ts";
import { Fleet } from "../fleet.ts";
import { submitMany } from "../load.ts";
import type { Site } from "../site.ts";

/** Long beside what a start costs besides, so that the waits compare turns and not the noise of a machine. */
const takesMs = 200;

/** The small owner's wait with the workers to itself, and beside a flood of somebody else's. */
export const fair: Experiment = {
  name: "fair",
  what: "One owner has ten and more jobs for each of another's; all are waiting before the first is taken.",
  backends: ["local", "aws"],
  full: { jobs: 9_900, faults: 50 },
  reduced: { jobs: 100, faults: 10, allowanceMs: 2_000 },
  protection: "the queue's turns by owner: all jobs are sent as one owner's",
  run: async ({ site: given, scale, unprotected }) => {
    // No lease ends and no message is sent again while it waits its turn: the order is that of the queue alone.
    const site = { ...given, policy: { ...given.policy, leaseMs: 30_000, resendMs: 3_600_000 } };
    const alone = await serve(site, { small: scale.faults, large: 0, asOne: unprotected });
    const beside = await serve(site, { small: scale.faults, large: scale.jobs, asOne: unprotected });
    const census = await takeCensus(site, [...alone.ids, ...beside.ids], 60_000);
    const allowedMs = 3 * alone.waitMs + (scale.allowanceMs ?? 0);
    return {
      figures: {
        small: scale.faults,
        large: scale.jobs,
        p95AloneMs: alone.waitMs,
        p95BesideMs: beside.waitMs,
        ratio: (beside.waitMs / alone.waitMs).toFixed(2),
        p95PlaceAlone: alone.place,
        p95PlaceBeside: beside.place,
      },
      findings: [
        ...nothingLost(census),
        finding(
          "the small owner's p95 wait is at most three times what it is alone",
          beside.waitMs <= allowedMs,
          `${beside.waitMs} ms, allowed ${allowedMs} ms`,
        ),
        finding(
          "its p95 place in the order of starts is at most three times what it is alone",
          beside.place <= 3 * alone.place,
          `${beside.place} and ${alone.place}`,
        ),
      ],
    };
  },
};

interface Served {
  /** The small owner's. */
  readonly ids: readonly string[];
  /** From the moment when both workers may take jobs. */
  readonly waitMs: number;
  /** How manieth of all starts; unlike the wait, the same on every machine. */
  readonly place: number;
}

async function serve(
  site: Site,
  { small, large, asOne }: { small: number; large: number; asOne: boolean },
): Promise<Served> {
  const starts = new Map<string, number>();
  const fleet = new Fleet(site, 2, { heldBack: true }, ({ msg, source }) => {
    if (msg === "converting" && !starts.has(String(source))) starts.set(String(source), Date.now());
  });
  try {
    await Promise.all(fleet.workers.map(({ started }) => started));
    const ordersOf = (name: string, count: number, owner = name) =>
      Array.from({ length: count }, (_, place) => ({
        owner,
        content: `${name} ${place} platen-takes=${takesMs}`,
      }));
    await submitMany(site, ordersOf("large", large));
    const orders = ordersOf("small", small, asOne ? "large" : "small");
    const jobs = await submitMany(site, orders);
    const beganAt = Date.now();
    for (const worker of fleet.workers) worker.go();
    while (!orders.every(({ content }) => starts.has(content)) && Date.now() < beganAt + 600_000)
      await sleep(50);
    const ids = jobs.map(({ id }) => id);
    await takeCensus(site, ids, 60_000); // what was started shall end before the workers do
    const order = [...starts.keys()];
    return {
      ids,
      waitMs: p95(orders.map(({ content }) => (starts.get(content) ?? Number.POSITIVE_INFINITY) - beganAt)),
      place: p95(orders.map(({ content }) => order.indexOf(content) + 1 || Number.POSITIVE_INFINITY)),
    };
  } finally {
    await fleet.close();
  }
}

function p95(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.POSITIVE_INFINITY;
}
