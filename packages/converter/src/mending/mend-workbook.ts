import type { Warning } from "@platen/core";
import type { Needs } from "../preflight/needs.ts";
import { visitStartTags } from "../preflight/xml-tags.ts";
import { withoutHiddenPrintAreas } from "./hidden-sheets.ts";
import type { MendedParts, PartReader } from "./part-reader.ts";
import { hasWrappedRowWithoutHeight, isTrue, wrappingFormats } from "./wrapped-rows.ts";

export async function mendWorkbook(reader: PartReader): Promise<MendedParts> {
  const workbook = await reader.read("xl/workbook.xml");
  if (workbook === undefined) return { needs: {} };
  const found = withoutHiddenPrintAreas(workbook.xml);
  const isChanged = found.workbook !== undefined && workbook.isUtf8;
  return {
    changed: new Map(isChanged ? [[workbook.part, Buffer.from(found.workbook)]] : []),
    warnings: found.count > 0 ? [sheetsHidden(found.count)] : [],
    needs: await needsOf(reader, workbook.xml),
  };
}

async function needsOf(reader: PartReader, workbook: string): Promise<Needs> {
  const rowHeights = await hasWrappedRows(reader);
  return {
    ...(asksForCalculation(workbook) && { calculation: true }),
    ...(rowHeights && { rowHeights }),
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

async function hasWrappedRows(reader: PartReader): Promise<boolean> {
  const styles = await reader.read("xl/styles.xml");
  if (styles === undefined || !styles.bytes.includes("wrapText")) return false;
  const formats = wrappingFormats(styles.xml);
  if (formats.size === 0) return false;
  for (const { name } of reader.archive.parts) {
    if (!/^xl\/worksheets\/[^/]+\.xml$/i.test(name)) continue;
    const sheet = await reader.read(name);
    if (sheet !== undefined && hasWrappedRowWithoutHeight(sheet.xml, formats)) return true;
  }
  return false;
}

function sheetsHidden(count: number): Warning {
  const what = count === 1 ? "1 sheet is" : `${count} sheets are`;
  return { code: "sheets_hidden", message: `${what} hidden and not in the result.` };
}
