import {
  type Failure,
  type FailureCode,
  type Family,
  failureOf,
  type SourceFormat,
  sourceFormats,
  type Warning,
} from "@platen/core";
import type { Needs } from "./needs.ts";
import { sniffSource } from "./sniff-source.ts";
import type { Encryption, SourceContent, TextEncoding } from "./source-content.ts";
import { SourceExcess } from "./source-excess.ts";
import type { SourceLimits } from "./source-limits.ts";

export interface SourceFacts {
  /** What it truly is, which may be another format of the family that its name claims. */
  readonly format: SourceFormat;
  /** It needs a password; if none works, LibreOffice's failure means just that. */
  readonly isEncrypted: boolean;
  /** What of it will not be in the PDF: macros, links to content outside. */
  readonly warnings: readonly Warning[];
  /** What LibreOffice is to do for it; known once it was mended. */
  readonly needs?: Needs;
  /** How it is stored, if it is text. */
  readonly text?: { readonly encoding: TextEncoding; readonly hasByteOrderMark: boolean };
}

export type SourceInspection =
  | { readonly ok: true; readonly facts: SourceFacts }
  | { readonly ok: false; readonly failure: Failure };

export interface ClaimedSource {
  readonly path: string;
  /** What its name says. */
  readonly format: SourceFormat;
  readonly hasPassword: boolean;
  /** How it is stored if it is text, where somebody said so. */
  readonly encoding?: string | undefined;
}

/** What the LibreOffice that will open a source can do. */
export interface OfficeAbilities {
  /** Packages of OpenDocument whose one part is encrypted. */
  readonly opensOnePart: boolean;
}

/**
 * Everything that can be known of a source before LibreOffice sees it. A name that is wrong within its family is
 * forgiven, as every office program does; any other is refused, because the wrong program would open the document.
 */
export async function inspectSource(
  source: ClaimedSource,
  limits: SourceLimits,
  abilities: OfficeAbilities,
): Promise<SourceInspection> {
  let content: SourceContent;
  try {
    content = await sniffSource(source.path, limits);
  } catch (error) {
    if (error instanceof SourceExcess) return failed("source_too_complex", undefined, error.message);
    throw error;
  }
  switch (content.kind) {
    case "empty":
      return failed("source_empty");
    case "damaged":
      return failed("source_corrupt", undefined, content.problem);
    case "other":
      // UTF-16 without a mark looks like anything but text.
      if (source.encoding !== undefined && isTextFormat(source.format))
        return inspectText(source, { kind: "text", encoding: source.encoding, hasByteOrderMark: false });
      return disagreement(source.format, content.name);
    case "text":
      return inspectText(source, content);
    case "encrypted-open-xml":
      return inspectEncryptedOpenXml(source, content);
    case "document":
      return inspectDocument(source, content, abilities);
  }
}

function inspectDocument(
  { format, hasPassword }: ClaimedSource,
  content: SourceContent & { kind: "document" },
  abilities: OfficeAbilities,
): SourceInspection {
  const { family } = sourceFormats[content.format];
  if (sourceFormats[format].family !== family) return disagreement(format, nameOf(content.format));
  if (!canBeOpened(content.encryption, abilities)) return failed("encryption_unsupported");
  const isEncrypted = content.encryption !== "none";
  if (isEncrypted && !hasPassword && !maybeBuiltInPassword(content.format)) return failed("source_encrypted");
  // ppt and pps differ in nothing but the name.
  const isTwin = content.format === "ppt" && format === "pps";
  const { warnings } = content;
  return { ok: true, facts: { format: isTwin ? format : content.format, isEncrypted, warnings } };
}

function canBeOpened(encryption: Encryption, { opensOnePart }: OfficeAbilities): boolean {
  return encryption === "one-part" ? opensOnePart : encryption !== "unknown";
}

/** What is inside cannot be seen, so the name must be believed. */
function inspectEncryptedOpenXml(
  { format, hasPassword }: ClaimedSource,
  { encryption }: SourceContent & { kind: "encrypted-open-xml" },
): SourceInspection {
  if (encryption === "unknown") return failed("encryption_unsupported");
  const { family } = sourceFormats[format];
  const possible = openXmlFormats[family];
  const believed = possible.includes(format) ? format : possible[0];
  if (!hasPassword && !maybeBuiltInPassword(believed)) return failed("source_encrypted");
  return { ok: true, facts: { format: believed, isEncrypted: true, warnings: [] } };
}

const openXmlFormats: Readonly<Record<Family, readonly [SourceFormat, ...SourceFormat[]]>> = {
  presentation: ["pptx", "pptm", "ppsx"],
  text: ["docx", "docm"],
  sheet: ["xlsx", "xlsm"],
};

/** Workbooks that are locked but have no password of their own are encrypted with Excel's; LibreOffice knows it. */
function maybeBuiltInPassword(format: SourceFormat): boolean {
  return format === "xlsx" || format === "xlsm" || format === "xls";
}

/** Plain text is what txt and csv are, and what many programs export under the names of Word and Excel. */
function inspectText(
  { format: claimed, encoding: stated }: ClaimedSource,
  { encoding: found, hasByteOrderMark }: SourceContent & { kind: "text" },
): SourceInspection {
  // A mark of its own says more than a person can know.
  const encoding = hasByteOrderMark ? found : (stated ?? found);
  const facts = { isEncrypted: false, warnings: [], text: { encoding, hasByteOrderMark } };
  const asText = claimed === "txt" || claimed === "doc" || claimed === "rtf";
  if (asText) return { ok: true, facts: { format: "txt", ...facts } };
  if (claimed === "csv" || claimed === "xls") return { ok: true, facts: { format: "csv", ...facts } };
  return disagreement(claimed, "plain text");
}

function isTextFormat(format: SourceFormat): boolean {
  return format === "txt" || format === "csv";
}

function disagreement(claimed: SourceFormat, content: string): SourceInspection {
  return failed(
    "unsupported_format",
    `The name says ${nameOf(claimed)}, but the content is ${content}. Upload the document under its right name, or save it anew in the program that made it.`,
  );
}

const programs = { presentation: "presentation", text: "text", sheet: "spreadsheet" } as const;

function nameOf(format: SourceFormat): string {
  return `${format} (${programs[sourceFormats[format].family]})`;
}

function failed(code: FailureCode, message?: string, detail?: string): SourceInspection {
  return { ok: false, failure: { ...failureOf(code, message), ...(detail !== undefined && { detail }) } };
}
