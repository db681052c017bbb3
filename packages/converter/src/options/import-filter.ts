import type { SourceFacts } from "../preflight/inspect-source.ts";
import { isPage } from "../preflight/markup/is-html.ts";

/** How LibreOffice is to read a source that does not say so itself. */
export interface ImportFilter {
  readonly name: string;
  readonly options: string;
}

/**
 * The import filter for plain text, which names no kind of its own; without options LibreOffice would ask in a dialog and
 * wait for ever. Expects UTF-8. And for a web page and its template, which is a text, as LibreOfficeKit has it, or a table, as web programs export sheets: left to
 * itself soffice would open another kind of document, which drops what comes first in XHTML. Undefined for everything
 * that LibreOffice recognizes.
 */
export function importFilterOf({
  format,
  family,
}: Pick<SourceFacts, "format" | "family">): ImportFilter | undefined {
  if (format === "txt") return { name: "Text (encoded)", options: "UTF8,LF,,," };
  if (format === "oth") return { name: "writer8", options: "" };
  if (!isPage(format)) return undefined;
  return { name: family === "sheet" ? "HTML (StarCalc)" : "HTML (StarWriter)", options: "" };
}
