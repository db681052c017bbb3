import { cp } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../setup/root.mjs";
import { copyCompiled } from "./copy-compiled.ts";
import { manifestOf, writeManifest } from "./manifest.ts";

/** Lays the command out as it is published, under the name by which `npx` starts it. Gives its folder. */
export async function stageCli(compiled: string, folder: string): Promise<string> {
  await copyCompiled(join(compiled, "packages/cli/src"), join(folder, "src"));
  await cp(join(root, "packages/cli/README.md"), join(folder, "README.md"));
  await cp(join(root, "LICENSE"), join(folder, "LICENSE"));
  const manifest = { ...(await manifestOf("packages/cli")), name: "platen" };
  await writeManifest(folder, manifest, { bin: { platen: "./src/main.js" }, exports: {} });
  return folder;
}
