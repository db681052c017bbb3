import { once } from "node:events";
import { chmod, copyFile, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@platen/core";
import { execa } from "execa";
import type { GuardedFolder } from "../jail/jail-choice.ts";
import type { JailLauncher } from "../jail/jail-launcher.ts";
import { makeProbeTargets, processTargets } from "../jail/probe-targets.ts";
import { leaksOf as leaksOfPress, type Probe, withLastProbe } from "../jail/probes.ts";
import { isOpenToAll, makeTemporaryFolder } from "../temporary-folder.ts";

const patienceMs = 10_000;
/** LibreOffice waits on one for a second start of itself; its jail lets nobody connect. */
const needsLocalSocket = "open a local socket";
/** LibreOffice's own start is one. Without a new process, and in the same jail: only Landlock tells programs apart. */
const needsLandlock = "run a program";

/** Runs a program in LibreOffice's place that tries everything a document must not do, beside another in its own jail. */
export async function probeOfficeJail(
  jail: JailLauncher,
  guarded: readonly GuardedFolder[] = [],
): Promise<Probe[]> {
  if (jail.userIdOf(0) === undefined || isOpenToAll(jail.probesProgram)) return probe(jail, guarded);
  return probeWithCopy(jail, guarded);
}

/** A checkout may lie where its owner lets nobody else enter, neither the user that a document gets. */
async function probeWithCopy(jail: JailLauncher, guarded: readonly GuardedFolder[]): Promise<Probe[]> {
  const folder = await makeTemporaryFolder("probe");
  // The jail lets a program read the folder above its own, so nothing else is in it.
  const programFolder = join(folder, "program");
  const probesProgram = join(programFolder, "probes");
  try {
    await mkdir(programFolder);
    await copyFile(jail.probesProgram, probesProgram);
    for (const path of [folder, programFolder, probesProgram]) await chmod(path, 0o755);
    return await probe({ ...jail, probesProgram }, guarded);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function probe(jail: JailLauncher, guarded: readonly GuardedFolder[]): Promise<Probe[]> {
  const targets = await makeProbeTargets(guarded, jail.userIdOf(1));
  const heldFolder = join(targets.ownFolder, "..", "held");
  try {
    await mkdir(heldFolder, { mode: 0o700 });
    const held = start(jail, { folder: heldFolder, slot: 1 }, { hold: true });
    try {
      const isThere = await Promise.race([
        once(held.stdout, "data").then(() => true),
        held.then(() => false),
      ]);
      if (!isThere || held.pid === undefined) throw cannotBeTried((await held).stderr);
      const processes = processTargets({ neighbour: held.pid });
      const tried = await start(
        jail,
        { folder: targets.ownFolder, slot: 0 },
        { processes, files: targets.files },
      );
      if (tried.exitCode === 126) throw cannotBeTried(tried.stderr);
      const lines = tried.stdout.split("\n").filter((line) => line !== "");
      return withLastProbe(lines.map((line) => JSON.parse(line) as Probe));
    } finally {
      held.kill("SIGKILL");
      await held;
    }
  } finally {
    await targets.remove();
  }
}

function start(jail: JailLauncher, run: { folder: string; slot: number }, targets: object) {
  const plan = jail.planOf({ ...run, own: ["."] });
  return execa(jail.program, [plan, jail.probesProgram, JSON.stringify(targets)], {
    reject: false,
    timeout: patienceMs,
    stdin: "ignore",
  });
}

function cannotBeTried(why: string): AppError {
  const message = `The jail of libreoffice-convert cannot be tried: ${why.trim()}. Run npm run doctor.`;
  return new AppError("unavailable", "engine_unavailable", message);
}

/** What a document could do that the active layers should refuse. */
export function leaksOf(probes: readonly Probe[], layers: readonly string[]): Probe[] {
  const hasLandlock = layers.includes("landlock");
  return leaksOfPress(probes, layers).filter(
    ({ name }) => name !== needsLocalSocket && (hasLandlock || name !== needsLandlock),
  );
}
