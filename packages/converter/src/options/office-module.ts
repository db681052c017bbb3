import type { SourceFormat } from "@platen/core";
import { familyOf, type SourceFacts } from "../preflight/inspect-source.ts";

/** The programs of LibreOffice, as the names of their filters begin. */
export type OfficeModule = "impress" | "writer" | "writer_globaldocument" | "calc" | "draw" | "math";

const ofFamily = {
  presentation: "impress",
  text: "writer",
  sheet: "calc",
  drawing: "draw",
  formula: "math",
  pdf: "draw",
} as const;

const ofFormat: Readonly<Partial<Record<SourceFormat, OfficeModule>>> = {
  odm: "writer_globaldocument",
  sxg: "writer_globaldocument",
  cgm: "impress",
};

type Opened = Pick<SourceFacts, "format" | "family">;

/** What opens a source, and so has to save it. */
export function moduleOf(opened: Opened): OfficeModule {
  const { format } = opened;
  const family = familyOf(opened);
  return (family === "text" || family === "drawing" ? ofFormat[format] : undefined) ?? ofFamily[family];
}
