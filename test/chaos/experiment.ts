import type { Random } from "./random.ts";
import type { Site } from "./site.ts";

/** How large a run is. With 0 jobs an experiment submits as many as its faults need. */
export interface Scale {
  readonly jobs: number;
  readonly faults: number;
  /** What a busy machine may add to a bar on time: nothing in a full run, seconds in one among other tests. */
  readonly allowanceMs?: number;
}

export interface Run {
  readonly site: Site;
  readonly random: Random;
  readonly scale: Scale;
  /** The protection under test is taken out: the experiment must now fail, or it proves nothing. */
  readonly unprotected: boolean;
}

export interface Finding {
  readonly promise: string;
  readonly kept: boolean;
  /** What was counted, for people. */
  readonly seen: string;
}

export interface Outcome {
  readonly figures: Readonly<Record<string, number | string>>;
  readonly findings: readonly Finding[];
}

export interface Experiment {
  readonly name: string;
  /** What is done, in one sentence. */
  readonly what: string;
  readonly backends: readonly ("local" | "aws")[];
  /** As published in docs/reliability.md, and as in every test run. */
  readonly full: Scale;
  readonly reduced: Scale;
  /** What `--unprotected` takes out; absent where nothing can be without changing the product. */
  readonly protection?: string;
  run(run: Run): Promise<Outcome>;
}

export function finding(promise: string, kept: boolean, seen: string | number): Finding {
  return { promise, kept, seen: String(seen) };
}
