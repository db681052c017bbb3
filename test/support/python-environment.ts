import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { projectFolder } from "./project-files.ts";

const patienceMs = 300_000;

/**
 * A virtual environment of Python with the packages of `requirements`, a file of the project, in their versions there;
 * quick when it is there. Returns the path of its Python. Fails with what pip said, and leaves nothing half installed.
 */
export async function pythonEnvironment(name: string, requirements: string): Promise<string> {
  const file = join(projectFolder, requirements);
  const wanted = createHash("sha256").update(await readFile(file));
  const folder = join(projectFolder, "node_modules/.cache", `${name}-${wanted.digest("hex").slice(0, 12)}`);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    try {
      await run("python3", ["-m", "venv", unfinished]);
      const pip = ["-m", "pip", "--quiet", "--disable-pip-version-check", "install", "-r", file];
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
