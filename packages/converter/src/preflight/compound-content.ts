import type { SourceFormat } from "@platen/core";
import { CompoundFile, CompoundFileDamaged } from "./compound-file.ts";
import type { SourceContent } from "./source-content.ts";
import { macrosIgnored } from "./source-warnings.ts";

const fileEncrypted = 0x0100;
const filePass = 0x002f;
/** Versions of the description of an encryption: two of "standard" and one of "agile". */
const standardEncryptions: readonly number[] = [0x00020003, 0x00020004];
const agileEncryption = 0x00040004;
/** 0 means AES-128, too. */
const aes128: readonly number[] = [0, 0x660e];

/** What an OLE2 compound file holds: a legacy document, or an encrypted modern one. The caller closes `descriptor`. */
export function compoundContent(descriptor: number): SourceContent {
  try {
    const compound = CompoundFile.open(descriptor);
    if (compound.has("EncryptedPackage"))
      return { kind: "encrypted-open-xml", hasKnownCipher: hasKnownCipher(compound) };
    const document = (format: SourceFormat, isEncrypted: boolean): SourceContent => {
      const warnings = !isEncrypted && compound.has("_VBA_PROJECT") ? [macrosIgnored] : [];
      return { kind: "document", format, isEncrypted, warnings };
    };
    if (compound.has("PowerPoint Document")) return document("ppt", compound.has("EncryptedSummary"));
    if (compound.has("WordDocument")) return document("doc", isWordEncrypted(compound));
    if (compound.has("Workbook") || compound.has("Book"))
      return document("xls", isWorkbookEncrypted(compound));
    return { kind: "other", name: "an OLE2 file of another program" };
  } catch (error) {
    if (error instanceof CompoundFileDamaged) return { kind: "damaged", problem: error.message };
    throw error;
  }
}

/** Whether LibreOffice may open it with the password. What it does not know, 26.8 shows as a text full of strange letters. */
function hasKnownCipher(compound: CompoundFile): boolean {
  const info = compound.readStart("EncryptionInfo");
  if (info === undefined) return true;
  const version = info.readUInt32LE(0);
  return (
    version === agileEncryption ||
    (standardEncryptions.includes(version) && aes128.includes(info.readUInt32LE(20)))
  );
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
