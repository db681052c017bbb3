import { openXmlNamespaces } from "./open-xml.ts";
import { xmlHead } from "./xml.ts";

/** A bar chart with one series; the bars are named A, B, C and so on. */
export function chartXml(values: readonly number[]): string {
  const names = values.map((_, index) => String.fromCharCode(65 + index));
  return (
    `${xmlHead}<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" ${openXmlNamespaces}>` +
    '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/>' +
    `<c:ser><c:idx val="0"/><c:order val="0"/><c:cat><c:strLit>${points(names)}</c:strLit></c:cat>` +
    `<c:val><c:numLit>${points(values)}</c:numLit></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart>` +
    '<c:catAx><c:axId val="1"/><c:scaling/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx>' +
    '<c:valAx><c:axId val="2"/><c:scaling/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx>' +
    "</c:plotArea></c:chart></c:chartSpace>"
  );
}

function points(values: readonly (number | string)[]): string {
  const list = values.map((value, index) => `<c:pt idx="${index}"><c:v>${value}</c:v></c:pt>`);
  return `<c:ptCount val="${values.length}"/>${list.join("")}`;
}
