import { spawnSync } from "node:child_process";
import { awsTestArguments } from "./aws-test-arguments.mjs";
import { root } from "./setup/root.mjs";

// Starts the LocalStack of docker-compose.yml, runs the tests of the AWS backend there, and takes it away again.

/** LocalStack hands messages over in the order of their sending, whoever they belong to. */
const unfair = "--test-skip-pattern=does not let an owner with many messages starve one with few";

const environment = {
  ...process.env,
  AWS_ENDPOINT_URL: "http://127.0.0.1:4566",
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
};

/**
 * @param {string} program
 * @param {string[]} args
 */
function run(program, args) {
  const { status, error } = spawnSync(program, args, { cwd: root, env: environment, stdio: "inherit" });
  if (error !== undefined)
    console.error(`${program} cannot be run (${error.message}). Install Docker with Compose.`);
  return status ?? 1;
}

process.exitCode = run("docker", ["compose", "up", "--detach", "--wait", "localstack"]);
if (process.exitCode === 0) {
  process.exitCode = run(process.execPath, awsTestArguments([unfair, ...process.argv.slice(2)]));
  run("docker", ["compose", "rm", "--stop", "--force", "localstack"]);
}
