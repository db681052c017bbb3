import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../setup/root.mjs";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** What the package.json of one of our packages says in the project. */
export async function manifestOf(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(root, folder, "package.json"), "utf8"));
}

/** Writes the package.json of a published package: what it has in the project without what is only for the project. */
export async function writeManifest(
  to: string,
  { name, version, description, dependencies }: Manifest,
  more: object = {},
): Promise<void> {
  const exports = { ".": { types: "./src/index.d.ts", default: "./src/index.js" } };
  const manifest = {
    ...{ name, version, description },
    ...{ license: "MIT", type: "module", engines: { node: ">=24" }, exports, dependencies },
    ...more,
  };
  await writeFile(join(to, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}
