import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { writeBasicLibrary } from "../../libreoffice/basic-library.ts";
import type { LibreOffice } from "../../libreoffice/find-libreoffice.ts";
import { fontReplacementRules } from "../../libreoffice/font-rules.ts";
import { writeProfile } from "../../libreoffice/profile.ts";
import { stepsModule } from "../../steps/steps-module.ts";
import { makeTemporaryFolder, removeLeftFolders } from "../../temporary-folder.ts";
import type { PressProgram } from "./press-program.ts";

export interface PressWorkFolder {
  readonly path: string;
  /** The profile of the template process, hardened and used by nobody else. */
  readonly profileFolder: string;
  /** Where LibreOffice in the template process keeps its temporary files. */
  readonly workFolder: string;
  /** Its own copies: LibreOffice puts lock files beside what it opens, and other template processes would meet them. */
  readonly warmUpDocuments: readonly string[];
}

/** Made anew for each start of the template process, so that nothing of one that died reaches the next. */
export async function makePressWorkFolder(
  office: LibreOffice,
  program: PressProgram,
  { fontRules = "" }: { readonly fontRules?: string } = {},
): Promise<PressWorkFolder> {
  await removeLeftFolders();
  const path = await makeTemporaryFolder("press");
  const profileFolder = join(path, "profile");
  const workFolder = join(path, "work");
  await mkdir(workFolder, { mode: 0o700 });
  const { buildId, version } = office;
  // The language of each document comes with its request.
  await writeProfile(profileFolder, { locale: "en-GB", buildId, version, ownMacros: true });
  await writeBasicLibrary(profileFolder, { Steps: stepsModule });
  const rules = `<?xml version="1.0"?>\n<fontconfig>${fontRules}\n${fontReplacementRules()}\n</fontconfig>\n`;
  await writeFile(join(profileFolder, "replacements.conf"), rules);
  const warmUpDocuments = await Promise.all(
    program.warmUpDocuments.map(async (document) => {
      const copy = join(path, basename(document));
      await copyFile(document, copy);
      return copy;
    }),
  );
  return { path, profileFolder, workFolder, warmUpDocuments };
}
