import { contentTypes, openXmlNamespaces, relationships } from "./open-xml.ts";
import { escapeXml, xmlHead } from "./xml.ts";
import { zipPackage } from "./zip-package.ts";

export interface SheetToHide {
  readonly text: string;
  readonly state?: "visible" | "hidden" | "veryHidden";
}

const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ${openXmlNamespaces}`;
const spreadsheetml = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** A workbook of sheets with one text each, all of which have a print area unless told otherwise. */
export function createHiddenSheets(sheets: readonly SheetToHide[], printAreas = true): Uint8Array {
  const types: Record<string, string> = { "xl/workbook.xml": `${spreadsheetml}.sheet.main+xml` };
  const parts: Record<string, string> = {};
  for (const [index, { text }] of sheets.entries()) {
    const path = `xl/worksheets/sheet${index + 1}.xml`;
    types[path] = `${spreadsheetml}.worksheet+xml`;
    parts[path] =
      `${xmlHead}<worksheet ${main}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${escapeXml(text)}</t></is></c></row>` +
      "</sheetData></worksheet>";
  }
  const list = sheets.map(
    ({ state = "visible" }, index) =>
      `<sheet name="S${index + 1}" sheetId="${index + 1}" state="${state}" r:id="rId${index + 1}"/>`,
  );
  const names = sheets.map(
    (_, index) =>
      `<definedName name="_xlnm.Print_Area" localSheetId="${index}">S${index + 1}!$A$1:$B$5</definedName>`,
  );
  const defined = printAreas ? `<definedNames>${names.join("")}</definedNames>` : "";
  return zipPackage({
    "[Content_Types].xml": contentTypes(types),
    "_rels/.rels": relationships([{ kind: "officeDocument", target: "xl/workbook.xml" }]),
    "xl/workbook.xml": `${xmlHead}<workbook ${main}><sheets>${list.join("")}</sheets>${defined}</workbook>`,
    "xl/_rels/workbook.xml.rels": relationships(
      sheets.map((_, index) => ({ kind: "worksheet", target: `worksheets/sheet${index + 1}.xml` })),
    ),
    ...parts,
  });
}
