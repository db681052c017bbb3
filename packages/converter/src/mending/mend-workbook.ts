import type { Warning } from "@platen/core";
import { visitStartTags } from "../preflight/xml-tags.ts";
import type { ZipPart } from "../preflight/zip-archive.ts";
import { withoutHiddenPrintAreas } from "./hidden-sheets.ts";
import { hasOneOf, type MendedParts, type MendingChoice, type PartReader } from "./part-reader.ts";
import { withSavedSheetDates } from "./saved-dates.ts";
import { hasWrappedRowWithoutHeight, isTrue, wrappingFormats } from "./wrapped-rows.ts";

export async function mendWorkbook(reader: PartReader, choice: MendingChoice): Promise<MendedParts> {
  const workbook = await reader.read("xl/workbook.xml");
  if (workbook === undefined) return { needs: {} };
  const found = withoutHiddenPrintAreas(workbook.xml);
  const isChanged = found.workbook !== undefined && workbook.isUtf8;
  const changed = new Map(isChanged ? [[workbook.part, Buffer.from(found.workbook)]] : []);
  const calculation = asksForCalculation(workbook.xml);
  const rowHeights = await lookAtSheets(reader, {
    formats: await wrappingFormatsOf(reader),
    // Where everything is to be calculated anew, a date is, too.
    hasSavedDates: choice.dates === "saved" && !calculation,
    onChanged: (part, text) => changed.set(part, Buffer.from(text)),
  });
  return {
    changed,
    warnings: found.count > 0 ? [sheetsHidden(found.count)] : [],
    needs: { ...(calculation && { calculation }), ...(rowHeights && { rowHeights }) },
  };
}

/** Whoever made the workbook could not calculate, and stored placeholders. */
function asksForCalculation(workbook: string): boolean {
  let asks = false;
  visitStartTags(workbook, (tag) => {
    if (tag.name === "calcPr") asks = isTrue(tag.attribute("fullCalcOnLoad"));
  });
  return asks;
}

async function wrappingFormatsOf(reader: PartReader): Promise<ReadonlySet<string>> {
  const styles = await reader.read("xl/styles.xml");
  return styles !== undefined && hasOneOf(styles, ["wrapText"]) ? wrappingFormats(styles.xml) : new Set();
}

interface SheetsLook {
  readonly formats: ReadonlySet<string>;
  readonly hasSavedDates: boolean;
  readonly onChanged: (part: ZipPart, text: string) => void;
}

/** Whether there are rows that are to grow. */
async function lookAtSheets(reader: PartReader, { formats, hasSavedDates, onChanged }: SheetsLook) {
  let hasWrapped = false;
  for (const { name } of reader.archive.parts) {
    if (!/^xl\/worksheets\/[^/]+\.xml$/i.test(name)) continue;
    if (!hasSavedDates && (hasWrapped || formats.size === 0)) break;
    const sheet = await reader.read(name);
    if (sheet === undefined) continue;
    hasWrapped ||= formats.size > 0 && hasWrappedRowWithoutHeight(sheet.xml, formats);
    if (!hasSavedDates || !sheet.isUtf8 || !hasOneOf(sheet, ["TODAY(", "NOW("])) continue;
    const saved = withSavedSheetDates(sheet.xml);
    if (saved !== undefined) onChanged(sheet.part, saved);
  }
  return hasWrapped;
}

function sheetsHidden(count: number): Warning {
  const what = count === 1 ? "1 sheet is" : `${count} sheets are`;
  return { code: "sheets_hidden", message: `${what} hidden and not in the result.` };
}
