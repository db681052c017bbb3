import { randomUUID } from "node:crypto";
import { chown, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@platen/core";
import { giveToChild } from "./job-folder.ts";
import type { MotherProcess } from "./mother-process.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

/** One thing that a document must not do, as tried from inside the jail. */
export interface Probe {
  readonly name: string;
  readonly refused: boolean;
  /** The error that it met, or what it found. */
  readonly detail: string;
}

/** Said last, because the child does not come back from it when it is allowed. */
const lastProbe = "run a program";
/** What a user of one's own cannot keep from a document; Landlock can. */
const needsLandlock = new Set(["read /etc/passwd"]);
const patienceMs = 10_000;

/** Has a child of its own try everything that a document must not do, with a file of another document beside it. */
export async function probeJail(mother: MotherProcess): Promise<Probe[]> {
  const folder = await makeTemporaryFolder("probe");
  try {
    const own = { path: join(folder, "own"), userId: mother.userIdOf(0) };
    const neighbour = await makeNeighbour(folder, mother.userIdOf(1));
    await mkdir(own.path, { mode: 0o700 });
    await giveToChild(own, []);
    const probes = await runProbe(mother, { folder: own.path, neighbour, slot: 0, wallMs: patienceMs });
    const isWhole = probes.some(({ name }) => name === lastProbe);
    return isWhole ? probes : [...probes, { name: lastProbe, refused: false, detail: "" }];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeNeighbour(parent: string, userId: number | undefined): Promise<string> {
  const folder = join(parent, "neighbour");
  const file = join(folder, "source.pptx");
  await mkdir(folder, { mode: 0o700 });
  await writeFile(file, "another document", { mode: 0o600 });
  if (userId !== undefined) {
    await chown(file, userId, userId);
    await chown(folder, userId, userId);
  }
  return file;
}

function runProbe(mother: MotherProcess, order: object): Promise<Probe[]> {
  const id = randomUUID();
  const probes: Probe[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<Probe[]>();
  const fail = (words: string) =>
    reject(new AppError("unavailable", "engine_unavailable", `The press's jail cannot be tried: ${words}.`));
  void mother.ended.then(fail);
  mother.send({ command: "probe", id, ...order }, (message) => {
    if (message.event === "probe") probes.push(message);
    if (message.event === "refused") fail(message.reason);
    if (message.event === "ended" && message.detail !== "") fail(message.detail);
    if (message.event === "ended") resolve(probes);
  });
  return promise.finally(() => mother.forget(id));
}

/** What a document could do that the active layers should refuse. */
export function leaksOf(probes: readonly Probe[], layers: readonly string[]): Probe[] {
  const isTolerated = (name: string) => needsLandlock.has(name) && !layers.includes("landlock");
  return probes.filter(({ name, refused }) => !refused && !isTolerated(name));
}
