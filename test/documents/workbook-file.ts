import { contentTypes, openXmlNamespaces, relationships } from "./open-xml.ts";
import { xmlHead } from "./xml.ts";
import { zipPackage } from "./zip-package.ts";

export interface WorkbookFile {
  /** The XML inside the one worksheet. */
  readonly sheet: string;
  /** The XML inside the workbook, after its sheets. */
  readonly workbook?: string;
  /** The XML of the cell formats after the first, which is number 0 and has nothing of its own. */
  readonly formats?: string;
}

const office = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const spreadsheetml = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ${openXmlNamespaces}`;

/** A workbook whose XML the caller writes, for what `createWorkbook` has no word for. */
export function createWorkbookFile({ sheet, workbook = "", formats = "" }: WorkbookFile): Uint8Array {
  const plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>';
  return zipPackage({
    "[Content_Types].xml": contentTypes({
      "xl/workbook.xml": `${office}.sheet.main+xml`,
      "xl/worksheets/sheet1.xml": `${office}.worksheet+xml`,
      "xl/styles.xml": `${office}.styles+xml`,
    }),
    "_rels/.rels": relationships([{ kind: "officeDocument", target: "xl/workbook.xml" }]),
    "xl/workbook.xml": `${xmlHead}<workbook ${spreadsheetml}><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets>${workbook}</workbook>`,
    "xl/_rels/workbook.xml.rels": relationships([
      { kind: "worksheet", target: "worksheets/sheet1.xml" },
      { kind: "styles", target: "styles.xml" },
    ]),
    "xl/worksheets/sheet1.xml": `${xmlHead}<worksheet ${spreadsheetml}>${sheet}</worksheet>`,
    "xl/styles.xml":
      `${xmlHead}<styleSheet ${spreadsheetml}><fonts count="1"><font><sz val="11"/><name val="Carlito"/></font></fonts>` +
      '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>' +
      `<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs>${plain}${formats}</cellXfs></styleSheet>`,
  });
}
