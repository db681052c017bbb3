import type { SourceFormat } from "@platen/core";
import { CompoundFile, CompoundFileDamaged } from "./compound-file.ts";
import { encryptionOfOpenXml } from "./encryption-info.ts";
import type { Encryption, SourceContent } from "./source-content.ts";
import { macrosIgnored } from "./source-warnings.ts";

const fileEncrypted = 0x0100;
const filePass = 0x002f;
const encryptedPresentation = 0xf3d1c4df;
/** What an OLE2 compound file holds: a legacy document, or an encrypted modern one. The caller closes `descriptor`. */
export function compoundContent(descriptor: number): SourceContent {
  try {
    const compound = CompoundFile.open(descriptor);
    if (compound.has("EncryptedPackage"))
      return { kind: "encrypted-open-xml", encryption: encryptionOfOpenXml(compound) };
    const document = (format: SourceFormat, encryption: Encryption): SourceContent => {
      const warnings = encryption === "none" && compound.has("_VBA_PROJECT") ? [macrosIgnored] : [];
      return { kind: "document", format, encryption, warnings };
    };
    if (compound.has("PowerPoint Document"))
      return document("ppt", isPresentationEncrypted(compound) ? "unknown" : "none");
    if (compound.has("WordDocument")) return document("doc", isWordEncrypted(compound) ? "usual" : "none");
    if (compound.has("Workbook") || compound.has("Book"))
      return document("xls", isWorkbookEncrypted(compound) ? "usual" : "none");
    return { kind: "other", name: "an OLE2 file of another program" };
  } catch (error) {
    if (error instanceof CompoundFileDamaged) return { kind: "damaged", problem: error.message };
    throw error;
  }
}

/** No LibreOffice opens an encrypted one. Its properties may be in the clear; what says who saved it last always tells. */
function isPresentationEncrypted(compound: CompoundFile): boolean {
  if (compound.has("EncryptedSummary")) return true;
  const user = compound.readStart("Current User");
  return user !== undefined && user.readUInt32LE(12) === encryptedPresentation;
}

function isWordEncrypted(compound: CompoundFile): boolean {
  const start = compound.readStart("WordDocument");
  return start !== undefined && (start.readUInt16LE(10) & fileEncrypted) !== 0;
}

/** The record that says how to decrypt stands near the beginning, and records before it are never encrypted. */
function isWorkbookEncrypted(compound: CompoundFile): boolean {
  const start = compound.readStart("Workbook");
  if (start === undefined) return false;
  for (let at = 0; at + 4 <= start.length; at += 4 + start.readUInt16LE(at + 2)) {
    if (start.readUInt16LE(at) === filePass) return true;
  }
  return false;
}
