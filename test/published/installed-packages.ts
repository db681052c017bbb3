import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { projectFolder } from "../support/project-files.ts";

export interface InstalledPackages {
  /** A folder with nothing but the packages, as of another project. */
  readonly folder: string;
  remove(): Promise<void>;
}

/**
 * Packs what would be published, and installs it in an empty folder as anybody would, with what it depends on and, as
 * TypeScript needs them, Node's types.
 */
export async function installPackages(): Promise<InstalledPackages> {
  const parent = await mkdtemp(join(tmpdir(), "platen-published-"));
  // As root, documents are converted by other users, who must be able to enter.
  await chmod(parent, 0o755);
  const packed = join(parent, "packed");
  const folder = join(parent, "project");
  await execa(process.execPath, ["scripts/publish/main.ts", packed], { cwd: projectFolder });
  const tarballs = (await readdir(packed)).filter((name) => name.endsWith(".tgz"));
  await mkdir(folder);
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const quiet = ["--no-audit", "--no-fund", "--prefer-offline", "--no-package-lock"];
  const paths = tarballs.map((name) => join(packed, name));
  await execa("npm", ["install", ...quiet, ...paths, "@types/node@24"], { cwd: folder });
  return { folder, remove: () => rm(parent, { recursive: true }) };
}
