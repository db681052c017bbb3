import { openXmlNamespaces, type Relationship } from "./open-xml.ts";
import { escapeXml, xmlHead } from "./xml.ts";

export interface Slide {
  readonly title?: string;
  readonly text?: string;
  /** The address behind the text. */
  readonly link?: string;
  /** A PNG, drawn 4 by 3 inches. */
  readonly picture?: Uint8Array;
  /** Draws no picture but a round shape of that size which the picture fills. */
  readonly pictureFills?: "once" | "in tiles";
  /** The picture is the first of a film. */
  readonly film?: boolean;
  /** A bar chart of these values. */
  readonly chart?: readonly number[];
  readonly hidden?: boolean;
  readonly comment?: string;
  readonly notes?: string;
}

const emusPerInch = 914_400;

/** A slide's XML; its relationships must be in the order that `slideLinks` gives them. */
export function slideXml(slide: Slide, links: readonly Relationship[]): string {
  const idOf = (kind: string) => `rId${links.findIndex((link) => link.kind === kind) + 1}`;
  const shapes = [
    slide.title !== undefined && textBox(2, slide.title, { top: 0.3, points: 32 }),
    slide.text !== undefined &&
      textBox(3, slide.text, { top: 1.3, points: 18, ...(slide.link && { linkId: idOf("hyperlink") }) }),
    slide.picture !== undefined && pictureOf(slide, idOf("image"), idOf("video")),
    slide.chart !== undefined && chartBox(idOf("chart")),
  ];
  const hidden = slide.hidden === true ? ' show="0"' : "";
  return (
    `${xmlHead}<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" ${openXmlNamespaces}${hidden}>` +
    `<p:cSld><p:spTree>${groupHead}${shapes.filter(Boolean).join("")}</p:spTree></p:cSld>` +
    "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
  );
}

export const groupHead =
  '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>' +
  '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>';

function textBox(
  id: number,
  text: string,
  { top, points, linkId }: { top: number; points: number; linkId?: string },
): string {
  const link = linkId === undefined ? "" : `<a:hlinkClick r:id="${linkId}"/>`;
  return (
    `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="Text ${id}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>` +
    `<p:spPr>${frame("a", 0.5, top, 9, 0.9)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>` +
    `<p:txBody><a:bodyPr wrap="square"/><a:p><a:r><a:rPr lang="en-GB" sz="${points * 100}">${link}</a:rPr>` +
    `<a:t>${escapeXml(text)}</a:t></a:r></a:p></p:txBody></p:sp>`
  );
}

function pictureOf({ pictureFills, film }: Slide, relationshipId: string, filmId: string): string {
  return pictureFills === undefined
    ? pictureBox(relationshipId, film === true ? `<a:videoFile r:link="${filmId}"/>` : "")
    : filledShape(relationshipId, pictureFills);
}

function filledShape(relationshipId: string, fills: "once" | "in tiles"): string {
  const how =
    fills === "once"
      ? "<a:stretch><a:fillRect/></a:stretch>"
      : '<a:tile tx="0" ty="0" sx="50000" sy="50000" flip="none" algn="tl"/>';
  return (
    '<p:sp><p:nvSpPr><p:cNvPr id="4" name="Filled"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>' +
    `<p:spPr>${frame("a", 3, 2.5, 4, 3)}<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>` +
    `<a:blipFill><a:blip r:embed="${relationshipId}"/>${how}</a:blipFill></p:spPr></p:sp>`
  );
}

function pictureBox(relationshipId: string, film: string): string {
  return (
    '<p:pic><p:nvPicPr><p:cNvPr id="4" name="Picture" descr="Colours that run into each other"/><p:cNvPicPr/>' +
    `<p:nvPr>${film}</p:nvPr></p:nvPicPr>` +
    `<p:blipFill><a:blip r:embed="${relationshipId}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>` +
    `<p:spPr>${frame("a", 3, 2.5, 4, 3)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>`
  );
}

function chartBox(relationshipId: string): string {
  const chart = "http://schemas.openxmlformats.org/drawingml/2006/chart";
  return (
    '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="5" name="Chart"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>' +
    `${frame("p", 1, 2.3, 8, 5)}<a:graphic><a:graphicData uri="${chart}">` +
    `<c:chart xmlns:c="${chart}" r:id="${relationshipId}"/></a:graphicData></a:graphic></p:graphicFrame>`
  );
}

function frame(namespace: "a" | "p", left: number, top: number, width: number, height: number): string {
  const [x, y, cx, cy] = [left, top, width, height].map((inches) => Math.round(inches * emusPerInch));
  return `<${namespace}:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="${cx}" cy="${cy}"/></${namespace}:xfrm>`;
}
