import type { SourceFormat } from "@platen/core";
import { familyOf, type SourceFacts } from "../preflight/inspect-source.ts";
import { isPage } from "../preflight/markup/is-html.ts";

/** What LibreOfficeKit does not open or save: a formula ends its process, and a page is never a sheet for it. */
export function isOnlyForSoffice(facts: Pick<SourceFacts, "format" | "family">): boolean {
  const family = familyOf(facts);
  return (
    family === "formula" || (isPage(facts.format) && family === "sheet") || unknownToKit.has(facts.format)
  );
}

const unknownToKit: ReadonlySet<SourceFormat> = new Set([
  // It asks in which encoding these are, without an option that answers.
  ...(["dif", "wk1", "wk3", "wk4", "wks", "123", "dbf"] as const),
  // Master documents.
  ...(["odm", "sxg"] as const),
]);
