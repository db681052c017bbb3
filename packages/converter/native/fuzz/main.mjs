/** `npm run fuzz -- RUNS SEED`: fuzzes the parsers of the press's protocol; ten million runs without arguments. */
import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { buildFuzz } from "./build-fuzz.mjs";

const [runs = "10000000", seed = "1"] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), "platen-fuzz-"));
try {
  const { status } = spawnSync(await buildFuzz(folder), [runs, seed], { stdio: "inherit" });
  process.exitCode = status ?? 1;
} finally {
  await rm(folder, { recursive: true });
}
