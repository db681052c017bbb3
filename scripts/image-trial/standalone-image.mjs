import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/root.mjs";
import { buildImage } from "./build-image.mjs";
import { readDockerfile } from "./read-dockerfile.mjs";
import { givenArguments, runTrial } from "./run-trial.mjs";
import { tryStandalone } from "./try-standalone.mjs";

// Builds the image for one machine without Docker, with the LibreOffice that is named or its own, and tries it as its
// container would run: as the user node, with a root that cannot be written, one volume and a port.

await runTrial("scripts/try-image", async ({ base, cache }) => {
  const stages = readDockerfile(readFileSync(join(root, "Dockerfile"), "utf8"));
  const startedAt = performance.now();
  const image = buildImage(stages, { base, cache: join(cache, "standalone"), given: givenArguments() });
  console.error(`Built in ${Math.round((performance.now() - startedAt) / 1000)} s.`);
  await tryStandalone(image);
  return "The image for one machine works.";
});
