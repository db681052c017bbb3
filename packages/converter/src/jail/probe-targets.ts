import { randomUUID } from "node:crypto";
import { chmod, chown, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { makeTemporaryFolder } from "../temporary-folder.ts";
import type { GuardedFolder } from "./jail-choice.ts";

/** What a probe tries to harm, made for it alone: whatever its jail does not refuse is really done. */
export interface ProbeTargets {
  /** The probing document's own folder, still the caller's. */
  readonly ownFolder: string;
  /** `name=path`, as the native programs read it. */
  readonly files: readonly string[];
  remove(): Promise<void>;
}

/** `neighbourId`: the user of another document, where each has its own. */
export async function makeProbeTargets(
  guarded: readonly GuardedFolder[],
  neighbourId: number | undefined,
): Promise<ProbeTargets> {
  const folder = await makeTemporaryFolder("probe");
  // Others may enter what is theirs.
  await chmod(folder, 0o711);
  const made: string[] = [folder];
  const remove = async () => {
    for (const path of made) await rm(path, { recursive: true, force: true });
  };
  try {
    const ownFolder = join(folder, "own");
    const neighbour = join(folder, "neighbour");
    await mkdir(ownFolder, { mode: 0o700 });
    await mkdir(neighbour, { mode: 0o700 });
    const files = {
      "a neighbour's file": join(neighbour, "source.pptx"),
      "the worker's file": join(folder, "file"),
    };
    for (const path of Object.values(files)) await writeFile(path, "not yours", { mode: 0o600 });
    if (neighbourId !== undefined) {
      await chown(files["a neighbour's file"], neighbourId, neighbourId);
      await chown(neighbour, neighbourId, neighbourId);
    }
    const others: Record<string, string> = {};
    for (const { name, path } of guarded) {
      const canary = await makeCanary(path, made);
      if (canary !== undefined) others[`a file of ${name}`] = canary;
    }
    return { ownFolder, files: Object.entries({ ...files, ...others }).map(pair), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A file of its own beside those that must not be harmed; undefined where this process itself can make none. */
async function makeCanary(folder: string, made: string[]): Promise<string | undefined> {
  const path = join(folder, `.jail-probe-${randomUUID()}`);
  try {
    await writeFile(path, "not yours", { mode: 0o600 });
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (["ENOENT", "EACCES", "EPERM", "EROFS"].includes(code)) return undefined;
    throw error;
  }
  // And what a probe makes of it where it can.
  made.push(path, `${path}.new`, `${path}.moved`);
  return path;
}

/** The processes to harm, as the native programs read them. */
export function processTargets(ids: { readonly neighbour: number; readonly template?: number }): string[] {
  return Object.entries({
    "the worker": process.pid,
    "a neighbour": ids.neighbour,
    ...(ids.template !== undefined && { "the template process": ids.template }),
  }).map(pair);
}

function pair([name, value]: [string, string | number]): string {
  return `${name}=${value}`;
}
