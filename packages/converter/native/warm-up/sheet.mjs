import { drawing, relationship, relationships, typesOf, xml } from "./open-xml.mjs";

const sheets = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const charts = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"';
const anchors = 'xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"';

/** A sheet with what most sheets have: numbers, words, a formula and a chart. Presentations have charts too. */
export const sheet = {
  "[Content_Types].xml": typesOf({
    "xl/workbook.xml": "spreadsheetml.sheet.main",
    "xl/styles.xml": "spreadsheetml.styles",
    "xl/sheet.xml": "spreadsheetml.worksheet",
    "xl/drawing.xml": "drawing",
    "xl/chart.xml": "drawingml.chart",
  }),
  "_rels/.rels": relationships({ r1: ["officeDocument", "xl/workbook.xml"] }),
  "xl/workbook.xml": xml(
    `<workbook ${sheets} ${relationship}><sheets><sheet name="Ready" sheetId="1" r:id="r1"/></sheets></workbook>`,
  ),
  "xl/_rels/workbook.xml.rels": relationships({
    r1: ["worksheet", "sheet.xml"],
    r2: ["styles", "styles.xml"],
  }),
  "xl/styles.xml": xml(
    `<styleSheet ${sheets}><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill>` +
      '<patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/>' +
      '</cellStyleXfs><cellXfs count="1"><xf fontId="0"/></cellXfs></styleSheet>',
  ),
  "xl/sheet.xml": xml(
    `<worksheet ${sheets} ${relationship}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>warm</t></is></c>` +
      '<c r="B1"><v>1</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>warmer</t></is></c><c r="B2"><v>2.5</v></c></row>' +
      '<row r="3"><c r="B3"><f>SUM(B1:B2)</f><v>3.5</v></c></row></sheetData><drawing r:id="r1"/></worksheet>',
  ),
  "xl/_rels/sheet.xml.rels": relationships({ r1: ["drawing", "drawing.xml"] }),
  "xl/drawing.xml": xml(
    `<d:wsDr ${anchors} ${drawing}><d:twoCellAnchor><d:from>${corner(3, 1)}</d:from><d:to>${corner(8, 12)}</d:to>` +
      '<d:graphicFrame macro=""><d:nvGraphicFramePr><d:cNvPr id="2" name="chart"/><d:cNvGraphicFramePr/></d:nvGraphicFramePr>' +
      '<d:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></d:xfrm><a:graphic>' +
      `<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart ${charts} ${relationship} r:id="r1"/>` +
      "</a:graphicData></a:graphic></d:graphicFrame><d:clientData/></d:twoCellAnchor></d:wsDr>",
  ),
  "xl/_rels/drawing.xml.rels": relationships({ r1: ["chart", "chart.xml"] }),
  "xl/chart.xml": xml(
    `<c:chartSpace ${charts} ${drawing}><c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/>` +
      '<c:ser><c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>Ready!$B$1:$B$2</c:f></c:numRef></c:val></c:ser>' +
      '<c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling/><c:axPos val="b"/><c:crossAx val="2"/>' +
      '</c:catAx><c:valAx><c:axId val="2"/><c:scaling/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx></c:plotArea></c:chart></c:chartSpace>',
  ),
};

function corner(column, row) {
  return `<d:col>${column}</d:col><d:colOff>0</d:colOff><d:row>${row}</d:row><d:rowOff>0</d:rowOff>`;
}
