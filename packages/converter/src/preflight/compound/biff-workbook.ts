import type { Encryption } from "../source-content.ts";
import { isKnownRc4 } from "./rc4-encryption.ts";

/** The record with which a workbook of Excel begins, by the versions 2, 3, 4 and all later ones of its format. */
const beginnings: readonly number[] = [0x0009, 0x0209, 0x0409, 0x0809];
const latestBeginning = 0x0809;
const version8 = 0x0600;
const filePass = 0x002f;
const endOfPart = 0x000a;

/** Records that tell of a password stand near the beginning; no program writes more before it. */
export const workbookStartBytes = 65_536;

/** The version of a workbook's format, 2 to 8; undefined where the bytes begin no workbook. */
export function biffVersion(start: Buffer): number | undefined {
  if (start.length < 6) return undefined;
  const beginning = beginnings.indexOf(start.readUInt16LE(0));
  const bytes = start.readUInt16LE(2);
  if (beginning === -1 || bytes < 4 || bytes > 16) return undefined;
  if (start.readUInt16LE(0) !== latestBeginning) return beginning + 2;
  const version = start.readUInt16LE(4) & 0xff00;
  if (version === version8) return 8;
  return version === 0 ? 5 : version >> 8;
}

/**
 * How the workbook that begins so is encrypted. Up to version 5 it is by a key of two bytes, which LibreOffice always
 * knows.
 */
export function workbookEncryption(start: Buffer): Encryption {
  const filePass = filePassOf(start);
  if (filePass === undefined) return "none";
  return isKnownFilePass(filePass, biffVersion(start) === 8) ? "usual" : "unknown";
}

/** How it is encrypted with RC4, where it is. */
export function workbookRc4(start: Buffer): Buffer | undefined {
  const filePass = filePassOf(start);
  const isKnown = filePass !== undefined && biffVersion(start) === 8 && isRc4(filePass);
  return isKnown ? filePass.subarray(2) : undefined;
}

/** The heads of records are never encrypted, so the record is found wherever it stands. */
function filePassOf(start: Buffer): Buffer | undefined {
  for (let at = 0; at + 4 <= start.length; at += 4 + start.readUInt16LE(at + 2)) {
    const record = start.readUInt16LE(at);
    if (record === endOfPart) break;
    if (record === filePass) return start.subarray(at + 4, at + 4 + start.readUInt16LE(at + 2));
  }
  return undefined;
}

function isKnownFilePass(content: Buffer, isLatest: boolean): boolean {
  if (!isLatest) return content.length === 4;
  return isRc4(content) ? isKnownRc4(content.subarray(2)) : content.length === 6;
}

function isRc4(content: Buffer): boolean {
  return content.length >= 2 && content.readUInt16LE(0) === 1;
}
