import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { link, lstat, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { AppError } from "@platen/core";

/** How file systems without hard links, as on sticks and shares, say that they have none. */
const noLinks: readonly (string | undefined)[] = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"];

/**
 * Copies a file so that it appears under its name when all of it is there. Fails with `conflict` / `target_exists` where
 * something is in the way, unless it may be replaced.
 */
export async function placeFile(from: string, to: string, overwrite = false): Promise<void> {
  const unfinished = join(dirname(to), `.platen-${randomUUID()}.part`);
  try {
    // Not copyFile, which would keep the owner and the mode of the jail.
    await pipeline(createReadStream(from), createWriteStream(unfinished, { flags: "wx" }));
    if (overwrite) await rename(unfinished, to);
    else await linkOrRename(unfinished, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new AppError("conflict", "target_exists", `${basename(to)} is already there.`, error);
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** A link never replaces anything; a look before renaming may come too early. */
async function linkOrRename(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!noLinks.includes((error as NodeJS.ErrnoException).code)) throw error;
    if (await isThere(to)) throw Object.assign(new Error(`${to} exists`), { code: "EEXIST" });
    await rename(from, to);
  }
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
