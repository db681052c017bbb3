import { resolve } from "node:path";
import { isAppError } from "@platen/core";
import { OwnFonts } from "../own-fonts/own-fonts.ts";

export interface OwnFontsExamination {
  readonly lines: readonly string[];
  readonly isSound: boolean;
}

/** What FONTS_PATH brings, and what in it is of no use. */
export async function examineOwnFonts(path: string | undefined): Promise<OwnFontsExamination> {
  if (path === undefined) return { lines: [], isSound: true };
  try {
    const fonts = await OwnFonts.open(resolve(path));
    const { files, families = [], leftOut } = fonts.facts;
    await fonts.close();
    const brought =
      files === 0 ? "no fonts" : [`${files} file${files === 1 ? "" : "s"}`, ...families].join(", ");
    const useless = leftOut.map((name) => `own fonts     ${name} is no font or cannot be read`);
    return { lines: [`own fonts     ${brought}`, ...useless], isSound: true };
  } catch (error) {
    if (!isAppError(error, "fonts_unusable")) throw error;
    return { lines: [`own fonts     ${error.message}`], isSound: false };
  }
}
