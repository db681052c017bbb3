import type { SourceFormat } from "@platen/core";

/** How LibreOffice is to read a source that does not say so itself. */
export interface ImportFilter {
  readonly name: string;
  readonly options: string;
}

/**
 * The import filter for plain text, which names no kind of its own; without options LibreOffice would ask in a dialog and
 * wait for ever. Undefined for every format that LibreOffice recognizes. Expects UTF-8.
 */
export function importFilterOf(format: SourceFormat): ImportFilter | undefined {
  return format === "txt" ? { name: "Text (encoded)", options: "UTF8,LF,,," } : undefined;
}
