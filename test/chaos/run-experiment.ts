import type { Experiment, Outcome, Scale } from "./experiment.ts";
import { Random } from "./random.ts";
import { openSite, type Site } from "./site.ts";

export interface RunOrders {
  readonly kind: Site["kind"];
  readonly seed: number;
  readonly scale: Scale;
  readonly unprotected?: boolean;
}

/** One experiment on an installation of its own, which is gone afterwards. */
export async function runExperiment(
  experiment: Experiment,
  orders: RunOrders,
): Promise<Outcome & { isKept: boolean }> {
  const { kind, seed, scale, unprotected = false } = orders;
  const site = await openSite(kind);
  try {
    const outcome = await experiment.run({ site, random: new Random(seed), scale, unprotected });
    return { ...outcome, isKept: outcome.findings.every(({ kept }) => kept) };
  } finally {
    await site.close();
  }
}
