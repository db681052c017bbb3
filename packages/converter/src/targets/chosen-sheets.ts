import { basename } from "node:path";

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
  const isByName = sheet !== "all" && !/^[0-9]+$/.test(sheet);
  return isByName ? files.filter(({ name }) => name.normalize() === sheet.normalize()) : files;
}

function nameOf(path: string): string {
  const file = basename(path, ".csv");
  return file.slice(file.indexOf("-") + 1);
}
