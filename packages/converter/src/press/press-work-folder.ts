import { chown, copyFile, mkdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import process from "node:process";
import type { LibreOffice } from "../libreoffice/find-libreoffice.ts";
import { writeProfile } from "../libreoffice/profile.ts";
import type { PressProgram } from "./press-program.ts";
import { makeTemporaryFolder, removeLeftFolders } from "./temporary-folder.ts";

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
  await removeLeftFolders();
  const path = await makeTemporaryFolder("press");
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
  const folder = await makeTemporaryFolder("owner");
  try {
    return await chown(folder, firstUserId, firstUserId).then(
      () => true,
      () => false,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
