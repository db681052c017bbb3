import type { FileHandle } from "node:fs/promises";
import { CompoundFile, CompoundFileDamaged } from "./compound-file.ts";
import type { SourceContent } from "./source-content.ts";

const fileEncrypted = 0x0100;
const filePass = 0x002f;

/** What an OLE2 compound file holds: a legacy document, or an encrypted modern one. */
export async function compoundContent(file: FileHandle): Promise<SourceContent> {
  try {
    const compound = await CompoundFile.open(file);
    if (compound.has("EncryptedPackage")) return { kind: "encrypted-open-xml" };
    if (compound.has("PowerPoint Document")) {
      return { kind: "document", format: "ppt", isEncrypted: compound.has("EncryptedSummary") };
    }
    if (compound.has("WordDocument")) {
      return { kind: "document", format: "doc", isEncrypted: await isWordEncrypted(compound) };
    }
    if (compound.has("Workbook") || compound.has("Book")) {
      return { kind: "document", format: "xls", isEncrypted: await isWorkbookEncrypted(compound) };
    }
    return { kind: "other", name: "an OLE2 file of another program" };
  } catch (error) {
    if (error instanceof CompoundFileDamaged) return { kind: "damaged", problem: error.message };
    throw error;
  }
}

async function isWordEncrypted(compound: CompoundFile): Promise<boolean> {
  const start = await compound.readStart("WordDocument");
  return start !== undefined && (start.readUInt16LE(10) & fileEncrypted) !== 0;
}

/** The record that says how to decrypt stands near the beginning, and records before it are never encrypted. */
async function isWorkbookEncrypted(compound: CompoundFile): Promise<boolean> {
  const start = await compound.readStart("Workbook");
  if (start === undefined) return false;
  for (let at = 0; at + 4 <= start.length; at += 4 + start.readUInt16LE(at + 2)) {
    if (start.readUInt16LE(at) === filePass) return true;
  }
  return false;
}
