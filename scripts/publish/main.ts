import { execFile } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { root } from "../setup/root.mjs";
import { stageCli } from "./stage-cli.ts";
import { stageConverter } from "./stage-converter.ts";

/**
 * Writes the packages as they would be published into the folder that is named, or build/packages: each as a folder and as
 * what npm would send. Nothing is published.
 */
const output = resolve(process.argv[2] ?? join(root, "build/packages"));
const compiled = join(output, "compiled");
const run = promisify(execFile);
const compile = ["node_modules/typescript/bin/tsc", "-p", "scripts/publish", "--outDir", compiled];

await rm(output, { recursive: true, force: true });
await mkdir(output, { recursive: true });
await run(process.execPath, compile, { cwd: root });
const staged = [
  await stageConverter(compiled, join(output, "converter")),
  await stageCli(compiled, join(output, "platen")),
];
for (const folder of staged) {
  const { stdout } = await run("npm", ["pack", "--silent", "--pack-destination", output], { cwd: folder });
  console.log(join(output, stdout.trim()));
}
