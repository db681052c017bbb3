import type { Encryption } from "../source-content.ts";
import type { CompoundFile } from "./compound-file.ts";
import { isKnownRc4, rc4DescriptionBytes } from "./rc4-encryption.ts";

/** With which a document of Word begins, by the formats of Word 1, 2, 6 and 95, and of all since 97. */
const beginnings: readonly number[] = [0xa59b, 0xa5db, 0xa5dc, 0xa5ec];
const word97 = 0xa5ec;
const encrypted = 0x0100;
const usesSecondTable = 0x0200;

/** The fields of the beginning that say how to read the rest. */
export const wordStartBytes = 32;

export function isWordDocument(start: Buffer): boolean {
  return start.length >= wordStartBytes && beginnings.includes(start.readUInt16LE(0));
}

/** Up to Word 95, and where there is a key, the password is mixed into the text, which LibreOffice always knows. */
export function wordEncryption(start: Buffer, compound: CompoundFile | undefined): Encryption {
  if (!isEncrypted(start)) return "none";
  if (start.readUInt16LE(0) !== word97 || start.readUInt32LE(14) !== 0) return "usual";
  const description = compound && wordRc4(start, compound);
  return description !== undefined && isKnownRc4(description) ? "usual" : "unknown";
}

/** How it is encrypted with RC4, where it is. */
export function wordRc4(start: Buffer, compound: CompoundFile): Buffer | undefined {
  if (!isEncrypted(start) || start.readUInt16LE(0) !== word97 || start.readUInt32LE(14) !== 0)
    return undefined;
  const table = (start.readUInt16LE(10) & usesSecondTable) === 0 ? "0Table" : "1Table";
  return compound.readStart(table, rc4DescriptionBytes);
}

function isEncrypted(start: Buffer): boolean {
  return start.length >= wordStartBytes && (start.readUInt16LE(10) & encrypted) !== 0;
}
