import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/root.mjs";
import { buildImage } from "./build-image.mjs";
import { readDockerfile } from "./read-dockerfile.mjs";
import { givenArguments, runTrial } from "./run-trial.mjs";
import { tryContract } from "./try-contract.mjs";
import { printDoctor, tryWorker } from "./try-worker.mjs";

// Builds the worker's image without Docker, with the LibreOffice that is named or its own, and tries it as its container
// would run: as the user node, with a root that cannot be written.

await runTrial("scripts/try-worker-image", async ({ node, base, cache }) => {
  const stages = readDockerfile(readFileSync(join(root, "apps/worker/Dockerfile"), "utf8"));
  const image = buildImage(stages, { base, cache, given: givenArguments() });
  await tryWorker(image, node);
  printDoctor(image);
  tryContract(image);
  return "The worker's image works.";
});
