import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const here = fileURLToPath(new URL(".", import.meta.url));
const protocol = join(here, "..", "src", "protocol");
const sanitizing = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
const flags = [
  "-std=c++17",
  "-O1",
  "-g",
  "-Wall",
  "-Wextra",
  "-Werror",
  "-D_GLIBCXX_ASSERTIONS",
  ...sanitizing,
];
/** For the code under test, but not for the fuzzer itself. */
const tracing = ["-fsanitize-coverage=trace-pc"];

const run = promisify(execFile);

/**
 * Builds the fuzzer of the press's protocol, with sanitizers, into `folder` and returns its path. It needs g++, which
 * includes the run-time library of the sanitizers.
 * @param {string} folder
 */
export async function buildFuzz(folder) {
  const tested = await Promise.all((await unitsIn(protocol)).map((unit) => compile(unit, folder, tracing)));
  const fuzzer = await Promise.all((await unitsIn(here)).map((unit) => compile(unit, folder, [])));
  const program = join(folder, "fuzz");
  await run("g++", [...sanitizing, ...tested, ...fuzzer, "-o", program]);
  return program;
}

/** @param {string} folder */
async function unitsIn(folder) {
  return (await readdir(folder)).filter((name) => name.endsWith(".cc")).map((name) => join(folder, name));
}

/**
 * @param {string} unit
 * @param {string} folder
 * @param {string[]} more
 */
async function compile(unit, folder, more) {
  const object = join(folder, `${unit.replaceAll("/", "_")}.o`);
  await run("g++", [...flags, ...more, "-c", unit, "-o", object]);
  return object;
}
