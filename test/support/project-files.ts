import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const projectFolder = fileURLToPath(new URL("../../", import.meta.url));

/** The project's own files by their paths in it: what git knows or would take in. */
export function projectFiles(...patterns: string[]): string[] {
  const args = ["ls-files", "-co", "--exclude-standard", "--", ...patterns];
  const listed = execFileSync("git", args, { cwd: projectFolder, encoding: "utf8" });
  const paths = new Set(listed.split("\n").filter((path) => path !== ""));
  return [...paths].filter((path) => existsSync(join(projectFolder, path))).toSorted();
}

export function readProjectFile(path: string): string {
  return readFileSync(join(projectFolder, path), "utf8");
}

export interface Workspace {
  /** `@platen/core`. */
  readonly name: string;
  /** `packages/core`. */
  readonly folder: string;
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
}

/** A folder within another's comes before it. */
export function workspaces(): Workspace[] {
  const found = projectFiles("*/package.json").map((path) => {
    const { name, dependencies = {}, devDependencies = {} } = JSON.parse(readProjectFile(path));
    return {
      name,
      folder: dirname(path),
      dependencies: Object.keys(dependencies),
      devDependencies: Object.keys(devDependencies),
    };
  });
  return found.toSorted((one, other) => other.folder.length - one.folder.length);
}

/** What a source file imports, as it is written there. */
export function importsOf(source: string): string[] {
  const pattern = /(?:\bfrom\s+|^import\s+|\bimport\(\s*)"([^"]+)"/gm;
  return [...source.matchAll(pattern)].map(([, path]) => path ?? "");
}
