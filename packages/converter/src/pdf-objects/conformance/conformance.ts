import type { ConversionOptions } from "@platen/core";
import type { Claims } from "../xmp.ts";

export type ArchiveLevel = NonNullable<ConversionOptions["pdfa"]>;

/** What a PDF is to claim of itself. */
export interface Conformance {
  readonly pdfa?: ArchiveLevel;
  readonly pdfua?: boolean;
  /** For a PDF without one, which PDF/UA does not take. */
  readonly title?: string;
}

/** Level 4 has no letter. */
export function claimsFor({ pdfa, pdfua = false }: Conformance): Claims {
  if (pdfa === undefined) return { pdfua };
  return {
    pdfua,
    pdfa: { part: Number(pdfa[0]), conformance: pdfa === "4" ? undefined : "B" },
  };
}

/** A rule of the standards that a PDF breaks, and what breaks it. */
export interface BrokenRule {
  /** As veraPDF names it: the clause of the level's standard, and its test. */
  readonly rule: string;
  readonly what: string;
}
