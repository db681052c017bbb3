import { readdir, realpath, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { LibreOffice } from "../libreoffice/find-libreoffice.ts";

export interface SharedCache {
  readonly path: string;
  /** Whom it hurts. */
  readonly program: "LibreOffice" | "fontconfig";
}

/** Caches that all users of the machine share. Platen uses none of them, but what else runs here does. */
export function sharedCachesOf(office: LibreOffice): SharedCache[] {
  const extensions = join(dirname(office.program), "../share/uno_packages/cache");
  return [
    { path: extensions, program: "LibreOffice" },
    { path: "/var/cache/fontconfig", program: "fontconfig" },
  ];
}

/** A line for each cache in which something is closed to other users, with the command that opens it; root alone can. */
export async function brokenCacheLines(caches: readonly SharedCache[]): Promise<string[]> {
  const lines: string[] = [];
  for (const { path, program } of caches) {
    if (!(await isClosed(path))) continue;
    const place = await realpath(path);
    lines.push(
      `shared cache  ${place} is closed to some users, for whom ${program} may fail. As root: chmod -R a+rX ${place}`,
    );
  }
  return lines;
}

/** Whether anything at or below a path cannot be read by everybody. What is not there is not closed. */
async function isClosed(path: string): Promise<boolean> {
  try {
    const facts = await stat(path);
    const wanted = facts.isDirectory() ? 0o005 : 0o004;
    if ((facts.mode & wanted) !== wanted) return true;
    if (!facts.isDirectory()) return false;
    for (const name of await readdir(path)) if (await isClosed(join(path, name))) return true;
    return false;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EACCES") return true;
    if (code === "ENOENT") return false;
    throw error;
  }
}
