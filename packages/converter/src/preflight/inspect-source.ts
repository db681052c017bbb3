import { open } from "node:fs/promises";
import {
  type Failure,
  type FailureCode,
  type Family,
  factsOfFormat,
  failureOf,
  familiesOf,
  type SourceFormat,
  type Warning,
} from "@platen/core";
import { believedBytes, isBelieved } from "./believed-formats.ts";
import { isPage } from "./markup/is-html.ts";
import type { Needs } from "./needs.ts";
import { isPicture } from "./picture-content.ts";
import { sniffSource } from "./sniff-source.ts";
import type { Encryption, SourceContent, TextEncoding } from "./source-content.ts";
import { SourceExcess } from "./source-excess.ts";
import type { SourceLimits } from "./source-limits.ts";
import { encodingGuessed } from "./source-warnings.ts";

export interface SourceFacts {
  /** What it truly is, which may be another format of the family that its name claims. */
  readonly format: SourceFormat;
  /** Where it is not that of nearly every document of the format. */
  readonly family?: Family;
  /** It needs a password; if none works, LibreOffice's failure means just that. */
  readonly isEncrypted: boolean;
  /** What the document lies in: what it is can only be seen when that was opened. */
  readonly within?: "encryption" | "flat-package";
  /** What of it will not be in the PDF: macros, links to content outside. */
  readonly warnings: readonly Warning[];
  /** What LibreOffice is to do for it; known once it was mended. */
  readonly needs?: Needs;
  /** How it is stored, if it is text. */
  readonly text?: { readonly encoding: TextEncoding; readonly hasByteOrderMark: boolean };
}

/** Which program of LibreOffice opens a source. */
export function familyOf({ format, family }: Pick<SourceFacts, "format" | "family">): Family {
  return family ?? factsOfFormat(format).family;
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
  /** Shows the parts of a Word text that are stored in another format. */
  readonly mergesParts: boolean;
  /** Formats for which it has no filter. */
  readonly lacks: readonly SourceFormat[];
}

/**
 * Everything that can be known of a source before LibreOffice sees it. A document is what its content says, whatever
 * office program its name is of; a page, a picture or plain text under the name of a document of another family is
 * refused, because it is not what somebody meant to send.
 */
export async function inspectSource(
  source: ClaimedSource,
  limits: SourceLimits,
  abilities: OfficeAbilities,
): Promise<SourceInspection> {
  const found = await inspectContent(source, limits, abilities);
  const isSeen = found.ok && found.facts.within === undefined;
  return isSeen && abilities.lacks.includes(found.facts.format) ? noFilter(found.facts.format) : found;
}

async function inspectContent(
  source: ClaimedSource,
  limits: SourceLimits,
  abilities: OfficeAbilities,
): Promise<SourceInspection> {
  let content: SourceContent;
  try {
    content = await sniffSource(source.path, limits, isPlainText(source.format));
  } catch (error) {
    if (error instanceof SourceExcess) return failed("source_too_complex", error.advice, error.message);
    throw error;
  }
  switch (content.kind) {
    case "empty":
      return failed("source_empty");
    case "damaged":
      return failed("source_corrupt", undefined, content.problem);
    case "other":
      return inspectOther(source, content);
    case "text":
      return inspectText(source, content);
    case "flat-package":
      return {
        ok: true,
        facts: { format: source.format, isEncrypted: false, warnings: [], within: "flat-package" },
      };
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
  // What web programs call an Excel export.
  const isTable = isPage(content.format) && factsOfFormat(format).family === "sheet";
  const family = isTable ? "sheet" : (content.family ?? factsOfFormat(content.format).family);
  if (mustBeNamed(content.format) && !familiesOf(format).includes(family))
    return disagreement(format, nameOf(content.format, family));
  if (!canBeOpened(content.encryption, abilities)) return failed("encryption_unsupported");
  const isEncrypted = content.encryption !== "none";
  if (isEncrypted && !hasPassword && !maybeBuiltInPassword(content.format)) return failed("source_encrypted");
  // ppt and pps differ in nothing but the name.
  const isTwin = content.format === "ppt" && format === "pps";
  const { warnings } = content;
  const truth = isTwin ? format : content.format;
  const other = family !== factsOfFormat(truth).family && { family };
  return { ok: true, facts: { format: truth, ...other, isEncrypted, warnings } };
}

/** Pages, pictures and PDFs are sent for documents by mistake; documents are only called otherwise. */
function mustBeNamed(format: SourceFormat): boolean {
  return isPage(format) || isPicture(format) || format === "pdf";
}

async function inspectOther(
  source: ClaimedSource,
  content: SourceContent & { kind: "other" },
): Promise<SourceInspection> {
  const { format, encoding } = source;
  // UTF-16 without a mark looks like anything but text.
  if (encoding !== undefined && isPlainText(format))
    return inspectText(source, { kind: "text", encoding, hasByteOrderMark: false });
  // A page need not have the root of one.
  if (content.isMarkup && isPage(format)) return believe(format);
  if (content.isKnown || !isBelieved(format, content.container ?? "other", await headOf(source.path)))
    return disagreement(format, content.name, content.advice);
  if (content.excess !== undefined) return failed("source_too_complex", undefined, content.excess);
  return believe(format);
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(believedBytes), 0, believedBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** By its name, because only LibreOffice can tell. */
function believe(format: SourceFormat): SourceInspection {
  return { ok: true, facts: { format, isEncrypted: false, warnings: [] } };
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
  const { family } = factsOfFormat(format);
  const possible = openXmlFormats[family];
  const believed = possible.includes(format) ? format : possible[0];
  if (believed === undefined) return disagreement(format, "an encrypted document of Office");
  if (!hasPassword && !maybeBuiltInPassword(believed)) return failed("source_encrypted");
  return { ok: true, facts: { format: believed, isEncrypted: true, within: "encryption", warnings: [] } };
}

const openXmlFormats: Readonly<Record<Family, readonly SourceFormat[]>> = {
  presentation: ["pptx", "pptm", "ppsx"],
  text: ["docx", "docm"],
  sheet: ["xlsx", "xlsm", "xlsb"],
  drawing: [],
  formula: [],
  pdf: [],
};

/** Workbooks that are locked but have no password of their own are encrypted with Excel's; LibreOffice knows it. */
function maybeBuiltInPassword(format: SourceFormat): boolean {
  return format === "xlsx" || format === "xlsm" || format === "xlsb" || format === "xls";
}

/** Plain text is what txt and csv are, and what many programs export under the names of Word and Excel. */
async function inspectText(
  { path, format: claimed, encoding: stated }: ClaimedSource,
  { encoding: found, hasByteOrderMark, isGuessed = false }: SourceContent & { kind: "text" },
): Promise<SourceInspection> {
  // A mark of its own says more than a person can know.
  const encoding = hasByteOrderMark ? found : (stated ?? found);
  const warnings = isGuessed && stated === undefined ? [encodingGuessed(found)] : [];
  const facts = { isEncrypted: false, warnings, text: { encoding, hasByteOrderMark } };
  if (readAsText.has(claimed)) return { ok: true, facts: { format: "txt", ...facts } };
  if (readAsTable.has(claimed)) return { ok: true, facts: { format: "csv", ...facts } };
  return isMarkedText(claimed) || isBelieved(claimed, "other", await headOf(path))
    ? believe(claimed)
    : disagreement(claimed, "plain text");
}

const readAsText: ReadonlySet<SourceFormat> = new Set(["txt", "doc", "dot", "rtf"] as const);
const readAsTable: ReadonlySet<SourceFormat> = new Set(["csv", "tsv", "xls", "xlt", "xlw"] as const);

/** A page need not begin with the sign of one. */
function isMarkedText(format: SourceFormat): boolean {
  return format === "md" || isPage(format);
}

function isPlainText(format: SourceFormat): boolean {
  return format === "txt" || format === "csv" || format === "tsv" || format === "md";
}

function noFilter(format: SourceFormat): SourceInspection {
  const { needs = "another version of LibreOffice" } = factsOfFormat(format);
  return failed(
    "unsupported_format",
    `Files of the kind ${format} cannot be opened here: that takes ${needs}, which is not installed. Save the document in another format, or tell the operator.`,
  );
}

function disagreement(
  claimed: SourceFormat,
  content: string,
  advice = "Upload the document under its right name, or save it anew in the program that made it.",
): SourceInspection {
  return failed(
    "unsupported_format",
    `The name says ${nameOf(claimed)}, but the content is ${content}. ${advice}`,
  );
}

const programs = {
  presentation: "presentation",
  text: "text",
  sheet: "spreadsheet",
  drawing: "drawing",
  formula: "formula",
  pdf: "PDF",
} as const satisfies Record<Family, string>;

function nameOf(format: SourceFormat, family: Family = factsOfFormat(format).family): string {
  return `${format} (${programs[family]})`;
}

function failed(code: FailureCode, message?: string, detail?: string): SourceInspection {
  return { ok: false, failure: { ...failureOf(code, message), ...(detail !== undefined && { detail }) } };
}
