import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import { CompoundFile, CompoundFileDamaged } from "../preflight/compound/compound-file.ts";
import type { Needs } from "../preflight/needs.ts";
import { SourceExcess } from "../preflight/source-excess.ts";
import { sheetsHidden } from "./hidden-sheets.ts";
import type { Mended } from "./mended.ts";
import { isOn, type MendingChoice } from "./part-reader.ts";

/** What tells of sheets stands before all cells and texts. */
const maxStartBytes = 4_194_304;
const maxTextBytes = 67_108_864;
const boundSheet = 0x0085;
const endOfPart = 0x000a;

/** What a workbook of old Excel needs: it is not changed, but LibreOffice is to do something to it once it is open. */
export function lookAtOldWorkbook(path: string, choice: MendingChoice): Mended {
  const count = countHiddenSheets(startOfWorkbook(path));
  const hiddenSheets = count > 0 && isOn(choice, "hiddenSheets");
  return { isCopied: false, warnings: sheetsHidden(count), needs: { ...(hiddenSheets && { hiddenSheets }) } };
}

function startOfWorkbook(path: string): Buffer {
  const descriptor = openSync(path, "r");
  try {
    const compound = CompoundFile.open(descriptor);
    return compound.readStart("Workbook", maxStartBytes) ?? compound.readStart("Book", maxStartBytes) ?? none;
  } catch (error) {
    // What is no compound file has one sheet.
    if (error instanceof CompoundFileDamaged || error instanceof SourceExcess) return none;
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

const none = Buffer.alloc(0);

/** Hidden by a person is 1, by a macro 2. */
export function countHiddenSheets(workbook: Buffer): number {
  let count = 0;
  for (let at = 0; at + 4 <= workbook.length; at += 4 + workbook.readUInt16LE(at + 2)) {
    const record = workbook.readUInt16LE(at);
    if (record === endOfPart) break;
    if (record === boundSheet && ((workbook[at + 8] ?? 0) & 3) !== 0) count += 1;
  }
  return count;
}

/** The same of a text of old Word, whose fields stand in it as 8 or 16 bits a letter. */
export function lookAtOldText(path: string, choice: MendingChoice): Mended {
  const isRead = isOn(choice, "namesInTexts") && statSync(path).size <= maxTextBytes;
  const bytes = isRead ? readFileSync(path) : none;
  const needs: Needs = { ...(showsFolder(bytes) && { ownName: true }) };
  return { isCopied: false, warnings: [], needs };
}

export function showsFolder(bytes: Buffer): boolean {
  return (["latin1", "utf16le"] as const).some(
    (encoding) => bytes.includes("FILENAME", 0, encoding) && bytes.includes("\\p", 0, encoding),
  );
}
