import fc from "fast-check";
import { bringToRest } from "./bring-to-rest.ts";
import { runStep, type Step, stepArbitrary } from "./steps.ts";
import { World } from "./world.ts";

export interface ModelRuns {
  readonly runs: number;
  readonly steps: number;
  readonly seed: number;
}

/** Ensures that there are jobs from the first step on. */
const beginning = ["sound", "crashes", "damaged"].map(
  (text): Step => ({ kind: "submit", text, key: `key-${text}`, hasPassword: false, isTold: true, first: 60 }),
);

/**
 * Runs random histories against the real flows. Fails with the shortest history that breaks a promise. Returns how often
 * each kind of change happened.
 */
export async function runModel({ runs, steps, seed }: ModelRuns): Promise<Map<string, number>> {
  const seen = new Map<string, number>();
  const history = fc.array(stepArbitrary, { minLength: steps, maxLength: steps });
  const property = fc.asyncProperty(history, async (steps) => {
    const world = new World();
    for (const step of [...beginning, ...steps]) {
      await runStep(step, world);
      for (const job of world.jobs.rows.values()) world.invariants.checkFilesOf(job);
      stopIfBroken(world);
    }
    await bringToRest(world);
    stopIfBroken(world);
    for (const [kind, count] of world.invariants.seen) seen.set(kind, (seen.get(kind) ?? 0) + count);
  });
  const outcome = await fc.check(property, { numRuns: runs, seed });
  if (outcome.failed)
    throw new Error(told(outcome.counterexample?.[0] ?? [], outcome), { cause: outcome.errorInstance });
  return seen;
}

function told(
  steps: readonly Step[],
  outcome: { seed: number; counterexamplePath: string | null; numRuns: number },
): string {
  const lines = steps.filter((step) => step.kind !== "rest").map((step) => `  ${JSON.stringify(step)}`);
  return `After ${outcome.numRuns} runs (seed ${outcome.seed}, path ${outcome.counterexamplePath}):\n${lines.join("\n")}`;
}

function stopIfBroken({ invariants }: World): void {
  if (invariants.broken.length > 0) throw new Error(invariants.broken.slice(0, 3).join("\n"));
}
