import { contentTypes, openXmlNamespaces, relationships } from "./open-xml.ts";
import { escapeXml, xmlHead } from "./xml.ts";
import { zipPackage } from "./zip-package.ts";

export interface ScrolledSheet {
  readonly name: string;
  /** Its `sheetView` as XML. */
  readonly view: string;
  readonly rows: readonly (readonly string[])[];
}

const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ${openXmlNamespaces}`;
const spreadsheetml = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** A workbook of sheets that were saved with views of their own. */
export function createScrolledWorkbook(sheets: readonly ScrolledSheet[], active = 0): Uint8Array {
  const paths = sheets.map((_, index) => `xl/worksheets/sheet${index + 1}.xml`);
  const list = sheets.map(
    ({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return zipPackage({
    "[Content_Types].xml": contentTypes({
      "xl/workbook.xml": `${spreadsheetml}.sheet.main+xml`,
      ...Object.fromEntries(paths.map((path) => [path, `${spreadsheetml}.worksheet+xml`])),
    }),
    "_rels/.rels": relationships([{ kind: "officeDocument", target: "xl/workbook.xml" }]),
    "xl/workbook.xml": `${xmlHead}<workbook ${main}><bookViews><workbookView activeTab="${active}"/></bookViews><sheets>${list.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relationships(
      sheets.map((_, index) => ({ kind: "worksheet", target: `worksheets/sheet${index + 1}.xml` })),
    ),
    ...Object.fromEntries(sheets.map((sheet, index) => [paths[index], sheetXml(sheet)])),
  });
}

function sheetXml({ view, rows }: ScrolledSheet): string {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${escapeXml(text)}</t></is></c>`;
  const data = rows.map((row) => `<row>${row.map(cell).join("")}</row>`).join("");
  return `${xmlHead}<worksheet ${main}><sheetViews>${view}</sheetViews><sheetData>${data}</sheetData></worksheet>`;
}
