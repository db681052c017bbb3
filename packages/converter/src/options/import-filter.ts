import type { SourceFormat } from "@platen/core";

/** How LibreOffice is to read a source that does not say so itself. */
export interface ImportFilter {
  readonly name: string;
  readonly options: string;
}

/** What divides the fields of a CSV file. */
export type FieldSeparator = "," | ";" | "\t" | "|";

/** LibreOffice's number for UTF-8, the only encoding in which it is given text. */
const utf8 = 76;
const quotationMark = 34;

/**
 * The import filter for text, which names no kind of its own; without options LibreOffice would ask in a dialog and
 * wait for ever. Undefined for every format that LibreOffice recognizes. Expects UTF-8.
 */
export function importFilterOf(
  format: SourceFormat,
  separator: FieldSeparator = ",",
): ImportFilter | undefined {
  if (format === "txt") return { name: "Text (encoded)", options: "UTF8,LF,,," };
  if (format !== "csv") return undefined;
  return { name: "Text - txt - csv (StarCalc)", options: csvOptions(separator) };
}

/**
 * From the first row, every column as it comes, with nothing made of what was written: quoted or not, numbers are
 * numbers and anything else stays text. The last word forbids computing formulas, which may fetch files.
 */
function csvOptions(separator: FieldSeparator): string {
  return `${separator.charCodeAt(0)},${quotationMark},${utf8},1,,0,false,false,false,false,false,0,false`;
}
