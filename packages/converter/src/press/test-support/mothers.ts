import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { findLibreOffice } from "../../libreoffice/find-libreoffice.ts";
import type { JailMode } from "../jail-mode.ts";
import { MotherProcess } from "../mother-process.ts";
import { findPressProgram } from "../press-program.ts";
import { firstUserId, makePressWorkFolder, mayGiveFilesAway } from "../press-work-folder.ts";

export interface MotherWish {
  readonly jail: JailMode;
  readonly without?: readonly string[];
}

/** A mother whose folders are gone when she is closed. */
export async function startMother({ jail, without = [] }: MotherWish): Promise<MotherProcess> {
  const office = await findLibreOffice();
  const program = await findPressProgram();
  if (program === undefined) throw new Error("the press is not built: npm run native");
  const { path, ...folders } = await makePressWorkFolder(office, program);
  const remove = () => rm(path, { recursive: true, force: true });
  try {
    const mother = await MotherProcess.start({
      program,
      programFolder: dirname(office.program),
      ...folders,
      maxChildren: 4,
      firstUserId: (await mayGiveFilesAway()) ? firstUserId : 0,
      jail,
      without,
    });
    void mother.ended.then(remove);
    return mother;
  } catch (error) {
    await remove();
    throw error;
  }
}
