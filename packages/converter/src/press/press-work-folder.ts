import { chown, copyFile, mkdir, mkdtemp, readdir, readlink, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import process from "node:process";
import type { LibreOffice } from "../libreoffice/find-libreoffice.ts";
import { writeProfile } from "../libreoffice/profile.ts";
import type { PressProgram } from "./press-program.ts";

const prefix = "platen-press-";

/** User ids that Debian gives to nobody, one for each child. */
export const firstUserId = 59_900;

export interface PressWorkFolder {
  readonly path: string;
  /** The mother's profile, hardened and used by nobody else. */
  readonly profileFolder: string;
  /** Where LibreOffice in the mother keeps its temporary files. */
  readonly workFolder: string;
  /** Her own copies: LibreOffice puts lock files beside what it opens, and other mothers would meet them. */
  readonly warmUpDocuments: readonly string[];
}

/** Made anew for each start of the mother, so that nothing of one that died reaches the next. */
export async function makePressWorkFolder(
  office: LibreOffice,
  program: PressProgram,
): Promise<PressWorkFolder> {
  const mark = await namespaceMark();
  await removeLeftFolders(mark);
  const path = await mkdtemp(join(tmpdir(), `${prefix}${mark}-${process.pid}-`));
  const profileFolder = join(path, "profile");
  const workFolder = join(path, "work");
  await mkdir(workFolder, { mode: 0o700 });
  const { buildId, version } = office;
  // The language of each document comes with its order.
  await writeProfile(profileFolder, { locale: "en-GB", buildId, version });
  const warmUpDocuments = await Promise.all(
    program.warmUpDocuments.map(async (document) => {
      const copy = join(path, basename(document));
      await copyFile(document, copy);
      return copy;
    }),
  );
  return { path, profileFolder, workFolder, warmUpDocuments };
}

/** Whether this process may give files to other users, which children need to be users of their own. */
export async function mayGiveFilesAway(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  const folder = await mkdtemp(join(tmpdir(), "platen-owner-"));
  try {
    return await chown(folder, firstUserId, firstUserId).then(
      () => true,
      () => false,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Containers that share a temporary folder number their processes apart. */
async function namespaceMark(): Promise<string> {
  const link = await readlink("/proc/self/ns/pid");
  return link.replace(/\D/g, "");
}

/** A process that was killed could not remove its folder; its number is in the name. */
async function removeLeftFolders(mark: string): Promise<void> {
  const pattern = new RegExp(`^${prefix}${mark}-(\\d+)-`);
  for (const name of await readdir(tmpdir())) {
    const id = Number(pattern.exec(name)?.[1]);
    if (Number.isInteger(id) && !isAlive(id))
      await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
