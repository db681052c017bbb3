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

const oasis = "urn:oasis:names:tc:opendocument:xmlns";

/**
 * The same as OpenDocument has it: two sheets with a print range, of which the second is hidden, or the first alone; with
 * a note that stands beside the first cell.
 */
export function createHiddenOpenSheet(shown: string, hidden: string | undefined, note?: string): Uint8Array {
  const names = ["office", "style", "table", "text"];
  const namespaces = [...names, "svg"]
    .map((name) => `xmlns:${name}="${oasis}:${name === "svg" ? "svg-compatible" : name}:1.0"`)
    .join(" ");
  const style = (name: string, display: boolean) =>
    `<style:style style:name="${name}" style:family="table"><style:table-properties table:display="${display}"/></style:style>`;
  const annotation =
    note === undefined
      ? ""
      : '<office:annotation office:display="true" svg:width="3cm" svg:height="1cm" svg:x="8cm" svg:y="3cm">' +
        `<text:p>${escapeXml(note)}</text:p></office:annotation>`;
  const sheet = (name: string, text: string, before = "") =>
    `<table:table table:name="${name}" table:style-name="${name}" table:print-ranges="${name}.A1:${name}.B5"><table:table-row>` +
    `<table:table-cell office:value-type="string">${before}<text:p>${escapeXml(text)}</text:p></table:table-cell></table:table-row></table:table>`;
  return zipPackage({
    mimetype: "application/vnd.oasis.opendocument.spreadsheet",
    "content.xml":
      `${xmlHead}<office:document-content ${namespaces} office:version="1.3"><office:automatic-styles>` +
      `${style("a", true)}${style("b", false)}</office:automatic-styles><office:body><office:spreadsheet>` +
      `${sheet("a", shown, annotation)}${hidden === undefined ? "" : sheet("b", hidden)}</office:spreadsheet></office:body></office:document-content>`,
    "META-INF/manifest.xml":
      `${xmlHead}<manifest:manifest xmlns:manifest="${oasis}:manifest:1.0" manifest:version="1.3">` +
      '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>' +
      '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
  });
}
