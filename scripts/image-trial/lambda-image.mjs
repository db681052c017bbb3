import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/root.mjs";
import { buildImage } from "./build-image.mjs";
import { run } from "./chroot.mjs";
import { readDockerfile } from "./read-dockerfile.mjs";
import { givenArguments, runTrial } from "./run-trial.mjs";

// Builds the Lambda function's image without Docker, and has the function's own tests run what it starts. With
// AWS_LAMBDA_RIE they do it behind AWS's runtime interface emulator.

await runTrial("scripts/try-lambda-image", ({ node, base, cache }) => {
  const stages = readDockerfile(readFileSync(join(root, "apps/lambda/Dockerfile"), "utf8"));
  const image = buildImage(stages, { base, cache: join(cache, "lambda"), given: givenArguments() });
  const command = [node, join(root, "scripts/image-trial/function-in-image.mjs"), JSON.stringify(image)];
  process.env.PLATEN_TEST_FUNCTION = JSON.stringify(command);
  run(process.execPath, [join(root, "scripts/run.mjs"), "test", "test/lambda/lambda.test.ts"]);
  return "The Lambda function's image works.";
});
