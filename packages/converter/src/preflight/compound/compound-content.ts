import type { SourceFormat } from "@platen/core";
import type { Encryption, SourceContent } from "../source-content.ts";
import { macrosIgnored } from "../source-warnings.ts";
import { biffVersion, workbookEncryption, workbookStartBytes } from "./biff-workbook.ts";
import { CompoundFile, CompoundFileDamaged } from "./compound-file.ts";
import { encryptionOfOpenXml } from "./encryption-info.ts";
import { wordEncryption, wordStartBytes } from "./word-encryption.ts";

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
    return { kind: "encrypted-open-xml", encryption: encryptionOfOpenXml(compound) };
  const kind = kinds.find(({ stream }) => compound.has(stream));
  if (kind === undefined) return { kind: "other", name: "an OLE2 file of another program" };
  // What a server gives out for certain people only has a document in its place that says so.
  const encryption = compound.has("\tDRMContent") ? "unknown" : kind.encryption(compound);
  const warnings = encryption === "none" && compound.hasAnywhere("_VBA_PROJECT") ? [macrosIgnored] : [];
  return { kind: "document", format: kind.format, encryption, warnings };
}

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

/** Of a workbook in two formats, that which LibreOffice reads: the later one. */
function sheetEncryption(compound: CompoundFile): Encryption {
  const [workbook, book] = ["Workbook", "Book"].map(
    (name) => compound.readStart(name, workbookStartBytes) ?? Buffer.alloc(0),
  ) as [Buffer, Buffer];
  const isWorkbook = (biffVersion(workbook) ?? 0) > (biffVersion(book) ?? 0);
  return workbookEncryption(isWorkbook ? workbook : book);
}
