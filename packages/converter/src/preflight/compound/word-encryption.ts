import type { Encryption } from "../source-content.ts";
import type { CompoundFile } from "./compound-file.ts";
import { isKnownRc4, rc4DescriptionBytes } from "./rc4-encryption.ts";

/** With which a document of Word begins, by the formats of Word 1, 2, 6 and 95, and of all since 97. */
const beginnings: readonly number[] = [0xa59b, 0xa5db, 0xa5dc, 0xa5ec];
const word97 = 0xa5ec;
const isEncrypted = 0x0100;
const usesSecondTable = 0x0200;

/** The fields of the beginning that say how to read the rest. */
export const wordStartBytes = 32;

export function isWordDocument(start: Buffer): boolean {
  return start.length >= wordStartBytes && beginnings.includes(start.readUInt16LE(0));
}

/** Up to Word 95, and where there is a key, the password is mixed into the text, which LibreOffice always knows. */
export function wordEncryption(start: Buffer, compound: CompoundFile | undefined): Encryption {
  if (start.length < wordStartBytes) return "none";
  const flags = start.readUInt16LE(10);
  if ((flags & isEncrypted) === 0) return "none";
  if (start.readUInt16LE(0) !== word97 || start.readUInt32LE(14) !== 0) return "usual";
  const table = (flags & usesSecondTable) === 0 ? "0Table" : "1Table";
  const description = compound?.readStart(table, rc4DescriptionBytes);
  return description !== undefined && isKnownRc4(description) ? "usual" : "unknown";
}
