import { chmod, chown, copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import type { LibreOffice } from "@platen/converter";
import { type MotherProcess, type PressEnd, runOrder, startTrialMother } from "@platen/converter/press";
import { layBait, makeDocumentFolder } from "./bait.ts";
import { findCanaries } from "./find-canaries.ts";
import { unguardedLoadOptions, unguardedSettings } from "./unguarded-settings.ts";

/** Less than the product's own, so that a folder of bombs takes minutes and not hours. */
const limits = {
  timeoutMs: 30_000,
  maxCpuSeconds: 15,
  maxMemoryBytes: 3_221_225_472,
  maxResultBytes: 268_435_456,
};

export interface HostileRun {
  readonly ends: ReadonlyMap<string, PressEnd>;
  /** Canaries that stand in PDFs, with the document's name. */
  readonly canaries: readonly string[];
  readonly requests: readonly string[];
  /** Documents that ran a macro. */
  readonly markers: readonly string[];
  /** The same mother served all of them. */
  readonly isSameMother: boolean;
  readonly layers: readonly string[];
}

export interface HostileWish {
  readonly office: LibreOffice;
  readonly folder: string;
  readonly documents: readonly string[];
  readonly without: readonly string[];
  readonly say: (line: string) => void;
}

/** Every document through one mother, as it is: no look before, no guard in LibreOffice, only the jail. */
export async function pressDocuments({
  office,
  folder,
  documents,
  without,
  say,
}: HostileWish): Promise<HostileRun> {
  const bait = await layBait(folder);
  const officeSettings = unguardedSettings(office.version);
  const mother = await startTrialMother({ office, without, officeSettings });
  const ends = new Map<string, PressEnd>();
  const canaries: string[] = [];
  const markers: string[] = [];
  let hasMarker = false;
  try {
    for (const [index, path] of documents.entries()) {
      const name = basename(path);
      const { end, found } = await pressOne(mother, path);
      ends.set(name, end);
      canaries.push(...found.map((canary) => `${name}: ${canary}`));
      if (!hasMarker && (await bait.hasMarker())) {
        hasMarker = true;
        markers.push(name);
      }
      if ((index + 1) % 50 === 0) say(`${index + 1} of ${documents.length}`);
    }
    const isSameMother = await isAlive(mother);
    return {
      ends,
      canaries,
      requests: [...bait.requests],
      markers,
      isSameMother,
      layers: mother.ready.layers,
    };
  } finally {
    await mother.close();
    await bait.remove();
  }
}

async function pressOne(mother: MotherProcess, path: string): Promise<{ end: PressEnd; found: string[] }> {
  const parent = await mkdtemp(join(tmpdir(), "hostile-"));
  try {
    const own = await makeDocumentFolder(parent);
    const source = `source${extname(path).toLowerCase()}`;
    await copyFile(path, join(own, source));
    await chmod(join(own, source), 0o600);
    const userId = mother.userIdOf(0);
    if (userId !== undefined) await giveAway([join(own, source), own], userId);
    const order = { folder: own, source, result: "result.pdf", exportOptions: "{}", limits, slot: 0 };
    const watch = { signal: new AbortController().signal, onMessage: () => {} };
    const end = await runOrder(mother, { ...order, loadOptions: unguardedLoadOptions }, watch);
    const found = end.outcome === "converted" ? await findCanaries(join(own, "result.pdf")) : [];
    return { end, found };
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

/** The group stays this process's, so that the mother can enter the folder. */
async function giveAway(paths: readonly string[], userId: number): Promise<void> {
  for (const path of paths) await chown(path, userId, process.getgid?.() ?? 0);
  await chmod(paths.at(-1) ?? "", 0o710);
}

async function isAlive(mother: MotherProcess): Promise<boolean> {
  const ended = mother.ended.then(() => false);
  return Promise.race([ended, new Promise<boolean>((resolve) => setImmediate(() => resolve(true)))]);
}
