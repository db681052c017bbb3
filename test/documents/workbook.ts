import { contentTypes, openXmlNamespaces, relationships } from "./open-xml.ts";
import { escapeXml, xmlHead } from "./xml.ts";
import { zipPackage } from "./zip-package.ts";

/** A formula is stored without a value. */
export type Cell = string | number | { readonly formula: string };

export interface WorkbookContent {
  /** Rows of the one sheet. */
  readonly rows: readonly (readonly Cell[])[];
  /** On the first cell. */
  readonly comment?: string;
  /** Above every page, in Excel's codes. */
  readonly header?: string;
  readonly kind?: "xlsx" | "xlsm";
}

const office = "application/vnd.openxmlformats-officedocument";
const mainTypes = {
  xlsx: `${office}.spreadsheetml.sheet.main+xml`,
  xlsm: "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
} as const;
const spreadsheetml = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ${openXmlNamespaces}`;

/** A workbook as Excel writes it; names no paper. */
export function createWorkbook({ rows, comment, header, kind = "xlsx" }: WorkbookContent): Uint8Array {
  const data = rows.map((row, index) => rowXml(row, index + 1)).join("");
  const headerFooter =
    header === undefined ? "" : `<headerFooter><oddHeader>${escapeXml(header)}</oddHeader></headerFooter>`;
  const drawing = comment === undefined ? "" : '<legacyDrawing r:id="rId2"/>';
  return zipPackage({
    "[Content_Types].xml": contentTypes({
      "xl/workbook.xml": mainTypes[kind],
      "xl/worksheets/sheet1.xml": `${office}.spreadsheetml.worksheet+xml`,
      ...(comment !== undefined && { "xl/comments1.xml": `${office}.spreadsheetml.comments+xml` }),
    }),
    "_rels/.rels": relationships([{ kind: "officeDocument", target: "xl/workbook.xml" }]),
    "xl/workbook.xml": `${xmlHead}<workbook ${spreadsheetml}><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relationships([{ kind: "worksheet", target: "worksheets/sheet1.xml" }]),
    "xl/worksheets/sheet1.xml": `${xmlHead}<worksheet ${spreadsheetml}><sheetData>${data}</sheetData>${headerFooter}${drawing}</worksheet>`,
    ...(comment !== undefined && {
      "xl/worksheets/_rels/sheet1.xml.rels": relationships([
        { kind: "comments", target: "../comments1.xml" },
        { kind: "vmlDrawing", target: "../drawings/vmlDrawing1.vml" },
      ]),
      "xl/drawings/vmlDrawing1.vml": hiddenNote,
      "xl/comments1.xml":
        `${xmlHead}<comments ${spreadsheetml}><authors><author>Ada Reviewer</author></authors><commentList>` +
        `<comment ref="A1" authorId="0"><text><r><t>${escapeXml(comment)}</t></r></text></comment></commentList></comments>`,
    }),
  });
}

/** The box of the comment, which Excel shows only under the pointer. */
const hiddenNote =
  '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">' +
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>' +
  '<v:shape id="note" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:100pt;height:60pt;visibility:hidden">' +
  '<x:ClientData ObjectType="Note"><x:Row>0</x:Row><x:Column>0</x:Column></x:ClientData></v:shape></xml>';

function rowXml(row: readonly Cell[], number: number): string {
  const cells = row.map((value, index) => {
    const place = `${String.fromCharCode(65 + index)}${number}`;
    if (typeof value === "object") return `<c r="${place}"><f>${escapeXml(value.formula)}</f></c>`;
    return typeof value === "number"
      ? `<c r="${place}"><v>${value}</v></c>`
      : `<c r="${place}" t="inlineStr"><is><t>${escapeXml(value)}</t></is></c>`;
  });
  return `<row r="${number}">${cells.join("")}</row>`;
}
