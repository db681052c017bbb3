import type { Experiment, ExperimentResult, Scale } from "./experiment.ts";
import { type Installation, openInstallation } from "./installation.ts";
import { Random } from "./random.ts";

export interface RunOptions {
  readonly kind: Installation["kind"];
  readonly seed: number;
  readonly scale: Scale;
  readonly unprotected?: boolean;
}

/** Runs one experiment on a new installation, which is removed afterwards. */
export async function runExperiment(
  experiment: Experiment,
  options: RunOptions,
): Promise<ExperimentResult & { isKept: boolean }> {
  const { kind, seed, scale, unprotected = false } = options;
  const installation = await openInstallation(kind);
  try {
    const outcome = await experiment.run({ installation, random: new Random(seed), scale, unprotected });
    return { ...outcome, isKept: outcome.findings.every(({ kept }) => kept) };
  } finally {
    await installation.close();
  }
}
