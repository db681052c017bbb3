import { spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { root } from "../setup/root.mjs";
import { Unable } from "../setup/unable.mjs";

/**
 * Runs the tests of the AWS backend against LocalStack without Docker. All of it runs in a network namespace of its own,
 * because LocalStack may listen on every address; nothing outside can reach it there.
 * @param {string[]} args
 * @returns {number} The exit status.
 */
export function runInHostMode(args) {
  const python = install();
  const inside = [process.execPath, join(root, "scripts/localstack/run-inside.mjs"), python, ...args];
  const users = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"];
  const up = 'ip link set lo up && exec "$@"';
  const { status, error } = spawnSync("unshare", [...users, "--net", "sh", "-c", up, "sh", ...inside], {
    cwd: root,
    stdio: "inherit",
  });
  if (error !== undefined)
    throw new Unable(`unshare cannot be run (${error.message}). Install util-linux and iproute2.`);
  return status ?? 1;
}

/** LocalStack in a virtual environment, made once. Returns its Python. */
function install() {
  const folder = join(root, "node_modules/.cache/localstack-2026.3.0");
  const requirements = join(root, "scripts/localstack/requirements.txt");
  const marker = join(folder, "installed.txt");
  const python = join(folder, "bin/python");
  const wanted = readFileSync(requirements, "utf8");
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return python;
  rmSync(folder, { recursive: true, force: true });
  run(findPython(), "-m", "venv", folder);
  run(python, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "-r", requirements);
  writeFileSync(marker, wanted);
  return python;
}

/** LocalStack wants just this version. */
function findPython() {
  const inPyenv = globSync(join(homedir(), ".pyenv/versions/3.13*/bin/python3.13"));
  const found = [...inPyenv, "/usr/bin/python3.13", "/usr/local/bin/python3.13"].find((path) =>
    existsSync(path),
  );
  if (found !== undefined) return found;
  throw new Unable(
    "LocalStack without Docker needs Python 3.13, as Debian 13 has it: apt-get install python3 python3-venv. Or start Docker.",
  );
}

/**
 * @param {string} program
 * @param {string[]} args
 */
function run(program, ...args) {
  const { status, error } = spawnSync(program, args, { stdio: "inherit" });
  if (status !== 0)
    throw new Unable(`LocalStack could not be installed: ${program} ended with ${error?.message ?? status}.`);
}
