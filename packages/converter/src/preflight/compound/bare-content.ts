import { readSync } from "node:fs";
import type { SourceContent } from "../source-content.ts";
import { biffVersion, workbookEncryption, workbookStartBytes } from "./biff-workbook.ts";
import { isWordDocument, wordEncryption } from "./word-encryption.ts";

/** PowerPoint 3's own beginning. */
const powerPoint3 = Buffer.from([0xed, 0xde, 0xad, 0x0b, 0x03, 0x00, 0x00, 0x00]);

/**
 * What a document of Word, Excel or PowerPoint is that lies in a file without a container, as their versions before
 * Office 95 wrote them and some programs still do; undefined for anything else. The caller closes `descriptor`.
 */
export function bareContent(head: Buffer, descriptor: number): SourceContent | undefined {
  const warnings: [] = [];
  if (powerPoint3.equals(head.subarray(0, powerPoint3.length)))
    return { kind: "document", format: "ppt", encryption: "none", warnings };
  if (isBareWord(head))
    return { kind: "document", format: "doc", encryption: wordEncryption(head, undefined), warnings };
  if (!isBareWorkbook(head)) return undefined;
  const start = Buffer.alloc(workbookStartBytes);
  const bytes = readSync(descriptor, start, 0, start.length, 0);
  const encryption = workbookEncryption(start.subarray(0, bytes));
  return { kind: "document", format: "xls", encryption, warnings };
}

/** The version after the mark has a second byte of 0, which no text has. */
function isBareWord(head: Buffer): boolean {
  return isWordDocument(head) && head[3] === 0;
}

/** A text of two bytes a character may begin with a tab and an end of a line, which looks like Excel 2. */
function isBareWorkbook(head: Buffer): boolean {
  return biffVersion(head) !== undefined && !isLineOfUtf16(head);
}

function isLineOfUtf16(head: Buffer): boolean {
  const [first, second] = [head.readUInt16LE(0), head.readUInt16LE(2)];
  return first === 0x09 && (second === 0x09 || second === 0x0a || second === 0x0d);
}
