import type { ConversionOptions } from "@platen/core";

const quotationMark = 34;
const comma = 44;
/** LibreOffice's number for UTF-8. */
const utf8 = 76;
const everySheet = -1;

/** Anything else is a name, or asks for all. */
export function isSheetNumber(sheet: string): boolean {
  return /^[1-9][0-9]{0,4}$/.test(sheet);
}

/**
 * The tokens of LibreOffice's CSV export: fields as they are shown, quoted where they must be. Always with the number of
 * a sheet, because what "none" means depends on the engine; the file then bears the sheet's name.
 */
export function csvOptions({ sheet = "1" }: ConversionOptions): string {
  const number = isSheetNumber(sheet) ? Number(sheet) : everySheet;
  return `${comma},${quotationMark},${utf8},1,,0,false,true,true,false,false,${number}`;
}
