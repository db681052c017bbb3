import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { AppError } from "@platen/core";
import type { JailMode } from "../../jail/jail-mode.ts";
import { firstUserId, mayGiveFilesAway } from "../../jail/user-ids.ts";
import type { LibreOffice } from "../../libreoffice/find-libreoffice.ts";
import { findPressProgram } from "./press-program.ts";
import { makePressWorkFolder } from "./press-work-folder.ts";
import { TemplateProcess } from "./template-process.ts";

export interface TrialOptions {
  readonly office: LibreOffice;
  readonly jail?: JailMode;
  readonly tuning?: "on" | "off";
  /** Layers to leave out, to see what they are good for. */
  readonly without?: readonly string[];
  /** Landlock's version is taken to be this one where the kernel has a later one. */
  readonly maxLandlockAbi?: number | undefined;
  /** Whether its orders may leave out parts of the jail. */
  readonly trial?: boolean;
}

/** A press for trials, which never converts for users; its folder is removed when it has ended. */
export async function startTrialTemplate(options: TrialOptions): Promise<TemplateProcess> {
  const { office, jail = "best-effort", tuning = "on", without = [], maxLandlockAbi, trial = true } = options;
  const program = await findPressProgram();
  if (program === undefined) {
    throw new AppError("unavailable", "engine_unavailable", "The press is not built. Run npm run native.");
  }
  const { path, ...folders } = await makePressWorkFolder(office, program);
  const remove = () => rm(path, { recursive: true, force: true });
  try {
    const template = await TemplateProcess.start({
      program,
      programFolder: dirname(office.program),
      ...folders,
      maxChildren: 4,
      firstUserId: (await mayGiveFilesAway()) ? firstUserId : 0,
      jail,
      tuning,
      without,
      maxLandlockAbi,
      trial,
    });
    void template.ended.then(remove);
    return template;
  } catch (error) {
    await remove();
    throw error;
  }
}
