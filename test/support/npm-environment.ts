import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { projectFolder } from "./project-files.ts";

const patienceMs = 300_000;

/**
 * Packages that do not go together with ours: `list` names a .json and a -lock.json of the project, which are a package.json
 * and its lock file elsewhere. Quick when they are there. Returns the folder of their programs. Leaves nothing half installed.
 */
export async function npmEnvironment(list: string): Promise<string> {
  const from = join(projectFolder, list);
  const wanted = createHash("sha256").update(await readFile(`${from}-lock.json`));
  const name = `${basename(list)}-${wanted.digest("hex").slice(0, 12)}`;
  const to = join(projectFolder, "node_modules/.cache", name);
  if (!existsSync(to)) {
    const unfinished = `${to}.${process.pid}`;
    try {
      await mkdir(unfinished, { recursive: true });
      for (const end of [".json", "-lock.json"])
        await copyFile(`${from}${end}`, join(unfinished, `package${end}`));
      const quiet = ["--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"];
      await promisify(execFile)("npm", ["ci", ...quiet], { cwd: unfinished, timeout: patienceMs });
      await rename(unfinished, to);
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
  }
  return join(to, "node_modules/.bin");
}
