import { parseArgs } from "node:util";
import { experiments } from "./experiments/index.ts";
import { runExperiment } from "./run-experiment.ts";

const { values } = parseArgs({
  options: {
    experiment: { type: "string" },
    backend: { type: "string", default: "local" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    reduced: { type: "boolean", default: false },
    unprotected: { type: "boolean", default: false },
  },
});
const experiment = experiments.find(({ name }) => name === values.experiment);
if (experiment === undefined || (values.backend !== "local" && values.backend !== "aws")) {
  console.error(
    "npm run chaos -- --experiment NAME --backend local|aws [--seed N] [--reduced] [--unprotected]\n",
  );
  for (const { name, backends, description } of experiments)
    console.error(`  ${name} (${backends.join(", ")}): ${description}`);
  process.exit(2);
}
const startedAt = performance.now();
const { figures, findings, isKept } = await runExperiment(experiment, {
  kind: values.backend,
  seed: Number(values.seed),
  scale: values.reduced ? experiment.reduced : experiment.full,
  unprotected: values.unprotected,
});
console.log(
  `${experiment.name} on ${values.backend}, seed ${values.seed}, ${((performance.now() - startedAt) / 1000).toFixed(0)} s`,
);
console.log(
  Object.entries(figures)
    .map(([name, value]) => `${name} ${value}`)
    .join(", "),
);
for (const { promise, kept, measured } of findings)
  console.log(`${kept ? "kept  " : "BROKEN"}  ${promise}: ${measured}`);
console.log(isKept ? "Verdict: kept" : "Verdict: BROKEN");
process.exitCode = isKept ? 0 : 1;
