import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeWarmUp } from "./warm-up/write-warm-up.mjs";

// Builds build/press, build/jail and build/probes from src/, and the documents of warm-up/, if a source, a header of
// LibreOffice or a flag has changed since the last build. Each program that cannot be built is removed, so that no older
// one runs in its place, and the others are built all the same: without the press, the other engine converts in its jail.
// Exits with 0 when all are up to date, with 3 when a compiler or the headers are missing, and with 1 when the compiler
// fails. It runs on any Node from 20 on, because it may run before the project's own Node is installed.

const folder = dirname(fileURLToPath(import.meta.url));
const output = join(folder, "build");
const flags = [
  ..."-std=c++17 -O2 -Wall -Wextra -Werror -fPIE -fstack-protector-strong -fstack-clash-protection".split(
    " ",
  ),
  "-D_FORTIFY_SOURCE=2",
];
/** The functions that LibreOffice's libraries find in the press before they search zlib. */
const exported = ["deflateInit2_", "deflate", "deflateReset", "deflateEnd"];
const linkFlags = [
  ...["-pie", "-Wl,-z,relro,-z,now", "-Wl,-z,noexecstack", "-ldl"],
  ...exported.map((name) => `-Wl,--export-dynamic-symbol=${name}`),
];
/** The folders and files of `src` that each program is linked from, beside its own `programs/NAME.cc`. */
const programs = {
  press: [
    "child",
    "deflate",
    "jail",
    "memory",
    "office",
    "patching",
    "probes",
    "protocol",
    "template",
    "tuning",
  ],
  jail: ["jail", "memory", "programs/launch-plan.cc", "protocol"],
  probes: ["jail", "memory", "probes", "programs/launch-plan.cc", "protocol"],
};
const isPartOf = (name, unit) =>
  [`programs/${name}.cc`, ...programs[name]].some(
    (part) => unit === `src/${part}` || unit.startsWith(`src/${part}/`),
  );
/** The programs that use LibreOfficeKit. */
const needsHeaders = ["press"];
/** Of these headers, the one that says what the others are about. */
const header = "LibreOfficeKit/LibreOfficeKit.h";
const headerFolders = [
  "/usr/include",
  "/usr/lib/libreoffice/sdk/include",
  "/usr/lib64/libreoffice/sdk/include",
  "/opt/libreoffice/sdk/include",
];

process.exitCode = await build();

async function build() {
  if (process.platform !== "linux")
    return missing(`The press runs on Linux only, and this is ${process.platform}.`);
  const compiler = await firstOf(["c++", "g++", "clang++"], (name) => run(name, ["--version"], "ignore"));
  if (compiler === undefined) return missing("There is no C++ compiler: apt-get install g++");
  const headers = await firstOf(headerFolders, (place) => exists(join(place, header)));
  const sources = await sourceFiles();
  const stamp = await stampOf(sources, compiler, headers);
  const names = Object.keys(programs).filter((name) => headers !== undefined || !needsHeaders.includes(name));
  const isBuilt = (await readFile(join(output, "stamp"), "utf8").catch(() => "")) === stamp;
  const areThere = await Promise.all(names.map((name) => exists(join(output, name))));
  const isGood =
    (isBuilt && areThere.every(Boolean)) || (await compile({ compiler, headers, names, sources, stamp }));
  if (!isGood) return 1;
  if (headers !== undefined) return 0;
  return missing("The headers of LibreOfficeKit are missing: apt-get install libreofficekit-dev");
}

function missing(message) {
  console.error(`The press was not built. ${message}`);
  return 3;
}

/**
 * Two builds at once do not disturb each other: each has its own folder, and the programs are renamed into place. False
 * when one of the programs could not be built.
 */
async function compile({ compiler, headers, names, sources, stamp }) {
  await mkdir(output, { recursive: true });
  const objects = await mkdtemp(join(output, "objects-"));
  try {
    const units = sources.filter((source) => source.endsWith(".cc"));
    const partsOf = (name) => units.filter((unit) => isPartOf(name, unit));
    const objectOf = (unit) => join(objects, `${unit.replaceAll("/", "_")}.o`);
    const include = headers === undefined ? [] : ["-idirafter", headers];
    const compiled = await worked(
      units.filter((unit) => names.some((name) => isPartOf(name, unit))),
      (unit) => run(compiler, [...flags, ...include, "-c", join(folder, unit), "-o", objectOf(unit)]),
    );
    const linked = await worked(
      names.filter((name) => partsOf(name).every((unit) => compiled.has(unit))),
      (name) => run(compiler, ["-o", join(objects, name), ...partsOf(name).map(objectOf), ...linkFlags]),
    );
    await writeWarmUp(join(output, "warm-up"));
    for (const name of Object.keys(programs)) {
      if (linked.has(name)) await rename(join(objects, name), join(output, name));
      else await rm(join(output, name), { force: true });
    }
    const isGood = linked.size === names.length;
    if (isGood) await writeFile(join(output, "stamp"), stamp);
    return isGood;
  } finally {
    await rm(objects, { recursive: true, force: true });
  }
}

async function sourceFiles() {
  const names = await Promise.all(["src", "warm-up"].map((name) => filesOf(name)));
  return names.flat().sort();
}

async function filesOf(name) {
  const entries = await readdir(join(folder, name), { recursive: true });
  return entries.filter((entry) => /\.(cc|h|mjs)$/.test(entry)).map((entry) => join(name, entry));
}

async function stampOf(sources, compiler, headers) {
  const hash = createHash("sha256").update([process.arch, compiler, ...flags, ...linkFlags].join(" "));
  for (const source of sources) hash.update(source).update(await readFile(join(folder, source)));
  if (headers !== undefined) hash.update(await readFile(join(headers, header)));
  return hash.digest("hex");
}

async function firstOf(candidates, isGood) {
  for (const candidate of candidates) if (await isGood(candidate)) return candidate;
  return undefined;
}

/** Runs one job per processor at a time, and gives those that succeeded. */
async function worked(jobs, work) {
  const waiting = [...jobs];
  const good = new Set();
  const worker = async () => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift())
      if (await work(job)) good.add(job);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return good;
}

function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}

function run(program, args, stdio = "inherit") {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio });
    child.on("error", () => resolve(false));
    child.on("close", (code) => resolve(code === 0));
  });
}
