import type { SourceFormat } from "@platen/core";
import { familyOf, type SourceFacts } from "../preflight/inspect-source.ts";
import { isPage } from "../preflight/markup/is-html.ts";

/** What LibreOfficeKit does not open: a formula ends its process, a page is never a sheet for it, and of some it asks. */
export function isOnlyForSoffice(facts: Pick<SourceFacts, "format" | "family">): boolean {
  const family = familyOf(facts);
  return (
    family === "formula" || (isPage(facts.format) && family === "sheet") || askingFormats.has(facts.format)
  );
}

/** In which encoding they are, without an option that answers. */
const askingFormats: ReadonlySet<SourceFormat> = new Set([
  "dif",
  "wk1",
  "wk3",
  "wk4",
  "wks",
  "123",
  "dbf",
] as const);
