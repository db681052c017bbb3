import { parseArgs } from "node:util";
import { runModel } from "./run-model.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "2000" },
    seed: { type: "string" },
    steps: { type: "string", default: "50" },
  },
});
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
const startedAt = performance.now();
console.log(`${values.runs} runs of ${values.steps} steps, seed ${seed}`);
const seen = await runModel({ runs: Number(values.runs), steps: Number(values.steps), seed });
console.table(Object.fromEntries([...seen].toSorted(([, a], [, b]) => b - a)));
console.log(`No promise was broken. ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
