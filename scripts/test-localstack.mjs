import { spawnSync } from "node:child_process";
import { runInHostMode } from "./localstack/host-mode.mjs";
import { localstackTests } from "./localstack/tests.mjs";
import { root } from "./setup/root.mjs";
import { Unable } from "./setup/unable.mjs";

// Runs the tests of the AWS backend against LocalStack: that of docker-compose.yml where Docker runs, else that of PyPI.

const args = process.argv.slice(2);

try {
  process.exitCode = hasDocker() ? runInDocker() : runInHostMode(args);
} catch (error) {
  if (!(error instanceof Unable)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** A client alone is not enough: it must reach its engine. */
function hasDocker() {
  return spawnSync("docker", ["compose", "ps"], { cwd: root, stdio: "ignore" }).status === 0;
}

function runInDocker() {
  const status = run("docker", ["compose", "up", "--detach", "--wait", "localstack"]);
  if (status !== 0) return status;
  const { program, args: rest, env } = localstackTests(args);
  const tested = run(program, rest, env);
  run("docker", ["compose", "rm", "--stop", "--force", "localstack"]);
  return tested;
}

/**
 * @param {string} program
 * @param {string[]} rest
 * @param {NodeJS.ProcessEnv} env
 */
function run(program, rest, env = process.env) {
  const { status, error } = spawnSync(program, rest, { cwd: root, env, stdio: "inherit" });
  if (error !== undefined) console.error(`${program} cannot be run (${error.message}).`);
  return status ?? 1;
}
