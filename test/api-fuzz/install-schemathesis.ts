import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { projectFolder } from "../support/project-files.ts";

const requirements = join(projectFolder, "test/api-fuzz/requirements.txt");
const patienceMs = 300_000;

/**
 * Schemathesis in a virtual environment of its own, of the versions in requirements.txt; quick when it is there. Returns
 * the path of its program. Fails with what pip said, and leaves nothing half installed.
 */
export async function installSchemathesis(): Promise<string> {
  const wanted = createHash("sha256").update(await readFile(requirements));
  const name = `schemathesis-${wanted.digest("hex").slice(0, 12)}`;
  const folder = join(projectFolder, "node_modules/.cache", name);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    try {
      await run("python3", ["-m", "venv", unfinished]);
      const pip = ["-m", "pip", "--quiet", "--disable-pip-version-check", "install", "-r", requirements];
      await run(join(unfinished, "bin/python"), pip);
      await rename(unfinished, folder);
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
  }
  return join(folder, "bin/python");
}

async function run(program: string, args: readonly string[]): Promise<void> {
  await promisify(execFile)(program, args, { timeout: patienceMs });
}
