import type { SourceFormat } from "@platen/core";
import { ZipArchive } from "../preflight/zip-archive.ts";
import { ZipDamaged } from "../preflight/zip-end.ts";
import { lookAtOldText, lookAtOldWorkbook } from "./mend-binary.ts";
import { mendFlatDocument, mendOpenDocument } from "./mend-open-document.ts";
import { mendRichText } from "./mend-rich-text.ts";
import { mendSlides } from "./mend-slides.ts";
import { mendWordText } from "./mend-text.ts";
import { mendWorkbook } from "./mend-workbook.ts";
import type { Mended } from "./mended.ts";
import { isOn, type MendedParts, type MendingChoice, PartReader } from "./part-reader.ts";
import { writePackage } from "./write-package.ts";

export interface Mending {
  readonly path: string;
  readonly format: SourceFormat;
  /** Where a copy goes, if one is needed. */
  readonly to: string;
  readonly maxEntries: number;
  readonly choice: MendingChoice;
}

const mendedFormats: ReadonlySet<SourceFormat> = new Set([
  ...(["xlsx", "xlsm", "xltx", "xltm", "ods", "ots", "xls", "xlt", "xlw"] as const),
  ...(["docx", "docm", "dotx", "dotm", "odt", "ott", "rtf", "doc", "dot"] as const),
  ...(["pptx", "pptm", "ppsx", "ppsm", "potx", "potm", "odp", "otp"] as const),
  ...(["fodt", "fods", "fodp"] as const),
]);

const flatDocuments: ReadonlySet<SourceFormat> = new Set(["fodt", "fods", "fodp"]);
const oldWorkbooks: ReadonlySet<SourceFormat> = new Set(["xls", "xlt", "xlw"]);
const oldTexts: ReadonlySet<SourceFormat> = new Set(["doc", "dot"]);

/** The formats in which there is something that LibreOffice gets wrong and that can be set right before. */
export function maybeMended(format: SourceFormat): boolean {
  return mendedFormats.has(format);
}

/**
 * Writes a copy of the document `path` where something is to be set right; most documents need none. What cannot be read
 * so is for LibreOffice to judge.
 */
export async function mendSource({ path, format, to, maxEntries, choice: asked }: Mending): Promise<Mended> {
  const choice = isOn(asked, "dates") ? asked : { ...asked, dates: "today" as const };
  if (format === "rtf") return mendRichText(path, to, choice);
  if (oldWorkbooks.has(format)) return lookAtOldWorkbook(path, choice);
  if (oldTexts.has(format)) return lookAtOldText(path, choice);
  if (flatDocuments.has(format)) return mendFlatDocument(path, to, choice);
  try {
    const archive = ZipArchive.open(path, maxEntries);
    return await mendPackage(archive, to, choice).finally(() => archive.close());
  } catch (error) {
    if (error instanceof ZipDamaged) return { isCopied: false, warnings: [], needs: {} };
    throw error;
  }
}

async function mendPackage(archive: ZipArchive, to: string, choice: MendingChoice): Promise<Mended> {
  const { changed, warnings = [], needs } = await mendParts(new PartReader(archive), choice);
  if (changed !== undefined && changed.size > 0) writePackage(archive, changed, to);
  return { isCopied: changed !== undefined && changed.size > 0, warnings, needs };
}

async function mendParts(reader: PartReader, choice: MendingChoice): Promise<MendedParts> {
  const { archive } = reader;
  if (archive.find("xl/workbook.xml") !== undefined) return mendWorkbook(reader, choice);
  if (archive.find("word/document.xml") !== undefined) return mendWordText(reader, choice);
  if (archive.find("ppt/presentation.xml") !== undefined) return mendSlides(reader, choice);
  return mendOpenDocument(reader, choice);
}
