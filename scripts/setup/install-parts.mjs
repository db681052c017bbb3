import { spawnSync } from "node:child_process";
import { thisMachine } from "./machine.mjs";
import { mayInstall } from "./may-install.mjs";
import { systemParts } from "./system-parts.mjs";
import { Unable } from "./unable.mjs";

/**
 * Installs those of the named parts that are missing, where there is apt-get and nobody forbids it. Otherwise says for
 * each what to do, and goes on only if all that is missing is optional.
 * @param {string[]} names
 */
export function installParts(
  names,
  { machine = thisMachine(), environment = process.env, print = console.error } = {},
) {
  const missing = names.flatMap((name) => systemParts[name] ?? []).filter((part) => !part.isThere(machine));
  if (missing.length === 0) return;
  if (machine.findProgram("apt-get") === undefined) {
    tell(
      print,
      missing,
      missing.map(({ name, elsewhere }) => `Missing: ${name}; ${elsewhere}.`),
    );
    return;
  }
  const packages = availablePackages(missing);
  if (packages.length === 0) return;
  const root = rootPrefix(machine);
  const install = ["apt-get", "install", "-y", "--no-install-recommends", ...packages];
  const command = [...(process.getuid?.() === 0 ? [] : ["sudo"]), ...install].join(" ");
  if (!mayInstall(environment) || root === undefined) {
    const parts = missing.map(({ name }) => name).join(", ");
    tell(print, missing, [`Missing: ${parts}. Install what is missing: ${command}`]);
    return;
  }
  print(`Installing by apt-get: ${packages.join(" ")}`);
  print("This takes minutes, once. PLATEN_NO_INSTALL=1 forbids it and prints the command instead.");
  runApt(print, root, ["apt-get", "update", "-qq"]);
  if (runApt(print, root, install)) return;
  tell(print, missing, [
    `That could not be installed; apt-get says why above. Install it yourself: ${command}`,
  ]);
}

/**
 * @param {(line: string) => void} print
 * @param {import("./system-parts.mjs").Part[]} missing
 * @param {string[]} lines
 */
function tell(print, missing, lines) {
  if (missing.some(({ isOptional }) => !isOptional)) throw new Unable(lines.join("\n"));
  for (const line of lines) print(line);
}

/**
 * The packages of the missing parts. A release of Debian may lack one of an optional part, or have it in another package;
 * then the others are installed. Where apt has no list yet, all are asked for.
 * @param {import("./system-parts.mjs").Part[]} missing
 */
function availablePackages(missing) {
  const { stdout } = spawnSync("apt-cache", ["pkgnames"], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  const known = new Set((stdout ?? "").split("\n").filter((name) => name !== ""));
  const isKnown = (/** @type {string} */ name) => known.size === 0 || known.has(name);
  return missing.flatMap(({ debianPackages, isOptional }) =>
    isOptional ? debianPackages.filter(isKnown) : debianPackages,
  );
}

/**
 * What a command begins with to run as root; undefined where that cannot be had.
 * @param {import("./machine.mjs").Machine} machine
 */
function rootPrefix({ findProgram }) {
  if (process.getuid?.() === 0) return [];
  if (findProgram("sudo") === undefined) return undefined;
  return process.stdin.isTTY ? ["sudo"] : ["sudo", "-n"];
}

/**
 * Quiet unless it fails: hundreds of lines about packages are of no use to anyone.
 * @param {(line: string) => void} print
 * @param {string[]} prefix
 * @param {string[]} command
 */
function runApt(print, prefix, command) {
  const [program = "", ...args] = [...prefix, "env", "DEBIAN_FRONTEND=noninteractive", ...command];
  const options = ["-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"];
  const { status, stdout, stderr } = spawnSync(program, [...args, ...options], {
    stdio: ["inherit", "pipe", "pipe"],
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) print(`${stdout}${stderr}`);
  return status === 0;
}
