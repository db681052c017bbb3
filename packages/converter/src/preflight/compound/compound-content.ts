import type { SourceFormat } from "@platen/core";
import type { Encryption, SourceContent } from "../source-content.ts";
import { macrosIgnored } from "../source-warnings.ts";
import { biffVersion, workbookEncryption, workbookRc4, workbookStartBytes } from "./biff-workbook.ts";
import { CompoundFile, CompoundFileDamaged } from "./compound-file.ts";
import { openXmlLock } from "./encryption-info.ts";
import { isKnownRc4 } from "./rc4-encryption.ts";
import { wordEncryption, wordRc4, wordStartBytes } from "./word-encryption.ts";

interface CompoundKind {
  /** The stream of its own that says what the file is. */
  readonly stream: string;
  readonly format: SourceFormat;
  readonly encryption: (compound: CompoundFile) => Encryption;
}

const kinds: readonly CompoundKind[] = [
  { stream: "PowerPoint Document", format: "ppt", encryption: presentationEncryption },
  { stream: "PP40", format: "ppt", encryption: () => "none" }, // of PowerPoint 4
  { stream: "WordDocument", format: "doc", encryption: documentEncryption },
  { stream: "Workbook", format: "xls", encryption: sheetEncryption },
  { stream: "Book", format: "xls", encryption: sheetEncryption },
];

/** What an OLE2 compound file holds: a legacy document, or an encrypted modern one. The caller closes `descriptor`. */
export function compoundContent(descriptor: number): SourceContent {
  try {
    return contentOf(CompoundFile.open(descriptor));
  } catch (error) {
    if (error instanceof CompoundFileDamaged) return { kind: "damaged", problem: error.message };
    throw error;
  }
}

function contentOf(compound: CompoundFile): SourceContent {
  if (compound.has("EncryptedPackage"))
    return { kind: "encrypted-open-xml", encryption: openXmlLock(compound) ? "usual" : "unknown" };
  const kind = kinds.find(({ stream }) => compound.has(stream));
  if (kind === undefined)
    return compound.readStart("FileHeader", hangulMark.length)?.equals(hangulMark)
      ? { kind: "other", isKnown: true, ...hangul5 }
      : { kind: "other", name: "an OLE2 file of another program" };
  // What a server gives out for certain people only has a document in its place that says so.
  const encryption = compound.has("\tDRMContent") ? "unknown" : kind.encryption(compound);
  const warnings = encryption === "none" && compound.hasAnywhere("_VBA_PROJECT") ? [macrosIgnored] : [];
  return { kind: "document", format: kind.format, encryption, warnings };
}

const hangulMark = Buffer.from("HWP Document File");
const hangul5 = {
  name: "a document of Hangul 5 or later",
  advice: "No LibreOffice opens it: save it in Hangul as DOCX, ODT or in the format of Hangul 97.",
};

const encryptedPresentation = 0xf3d1c4df;

/** No LibreOffice opens an encrypted one. Its properties may be in the clear; what says who saved it last always tells. */
function presentationEncryption(compound: CompoundFile): Encryption {
  if (compound.has("EncryptedSummary")) return "unknown";
  const user = compound.readStart("Current User", 16);
  const isEncrypted = user?.length === 16 && user.readUInt32LE(12) === encryptedPresentation;
  return isEncrypted ? "unknown" : "none";
}

function documentEncryption(compound: CompoundFile): Encryption {
  return wordEncryption(compound.readStart("WordDocument", wordStartBytes) ?? Buffer.alloc(0), compound);
}

function sheetEncryption(compound: CompoundFile): Encryption {
  return workbookEncryption(workbookStart(compound));
}

/** How a document of Word or Excel is encrypted with RC4; undefined where it is not. */
export function rc4DescriptionOf(compound: CompoundFile): Buffer | undefined {
  const start = compound.readStart("WordDocument", wordStartBytes);
  const description = start === undefined ? workbookRc4(workbookStart(compound)) : wordRc4(start, compound);
  return description !== undefined && isKnownRc4(description) ? description : undefined;
}

/** Of a workbook in two formats, that which LibreOffice reads: the later one. */
function workbookStart(compound: CompoundFile): Buffer {
  const [workbook, book] = ["Workbook", "Book"].map(
    (name) => compound.readStart(name, workbookStartBytes) ?? Buffer.alloc(0),
  ) as [Buffer, Buffer];
  const isWorkbook = (biffVersion(workbook) ?? 0) > (biffVersion(book) ?? 0);
  return isWorkbook ? workbook : book;
}
