import { basename } from "node:path";
import { type Failure, failureOf } from "@platen/core";
import { isSheetNumber } from "./csv-options.ts";

export interface SheetFile {
  readonly path: string;
  /** The sheet's. */
  readonly name: string;
}

/**
 * Those of the CSV files that LibreOffice saved that were asked for: each is called after its sheet, `NAME-SHEET.csv`. A
 * number was LibreOffice's to choose by.
 */
export function chosenSheets(saved: readonly string[], sheet = "1"): SheetFile[] {
  const files = saved.map((path) => ({ path, name: nameOf(path) }));
  files.sort((one, other) => (one.name < other.name ? -1 : 1));
  const isByName = sheet !== "all" && !isSheetNumber(sheet);
  return isByName ? files.filter(({ name }) => name.normalize() === sheet.normalize()) : files;
}

/** Where a sheet was asked for by a number that LibreOffice does not find, it saves nothing and says nothing. */
export function orNoSuchSheet(failure: Failure, sheet: string | undefined): Failure {
  if (failure.code !== "output_invalid" || sheet === undefined || !isSheetNumber(sheet)) return failure;
  return { ...failure, ...noSuchSheet() };
}

export function noSuchSheet(): Failure {
  return failureOf("pages_out_of_range", "The document has no such sheet. Correct its number or name.");
}

function nameOf(path: string): string {
  const file = basename(path, ".csv");
  return file.slice(file.indexOf("-") + 1);
}
