import type { Installation } from "./installation.ts";
import type { Random } from "./random.ts";

/** The size of a run. With 0 jobs, an experiment submits as many as its faults need. */
export interface Scale {
  readonly jobs: number;
  readonly faults: number;
  /** Added to a time limit for a busy machine: nothing in a full run, seconds in a run beside other tests. */
  readonly allowanceMs?: number;
}

export interface Run {
  readonly installation: Installation;
  readonly random: Random;
  readonly scale: Scale;
  /** The protection under test is removed: the experiment must now fail, or it proves nothing. */
  readonly unprotected: boolean;
}

export interface Finding {
  readonly promise: string;
  readonly kept: boolean;
  /** The measured value, for people. */
  readonly measured: string;
}

export interface ExperimentResult {
  readonly figures: Readonly<Record<string, number | string>>;
  readonly findings: readonly Finding[];
}

export interface Experiment {
  readonly name: string;
  /** What the experiment does, in one sentence. */
  readonly description: string;
  readonly backends: readonly ("local" | "aws")[];
  /** `full` is published in docs/reliability.md; `reduced` is part of every test run. */
  readonly full: Scale;
  readonly reduced: Scale;
  /** What `--unprotected` removes; absent if nothing can be removed without changing the product. */
  readonly protection?: string;
  run(run: Run): Promise<ExperimentResult>;
}

export function finding(promise: string, kept: boolean, measured: string | number): Finding {
  return { promise, kept, measured: String(measured) };
}
