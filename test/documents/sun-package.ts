import { escapeXml, xmlHead } from "./xml.ts";
import { zipPackage } from "./zip-package.ts";

const namespaces = ["office", "text", "table", "draw"]
  .map((name) => `xmlns:${name}="http://openoffice.org/2000/${name === "draw" ? "drawing" : name}"`)
  .join(" ");

const paragraph = (text: string) => `<text:p>${text}</text:p>`;
const page = (text: string) =>
  `<draw:page draw:name="page1"><draw:text-box svg:x="2cm" svg:y="2cm" svg:width="10cm" svg:height="3cm">${paragraph(text)}</draw:text-box></draw:page>`;

const kinds = {
  sxw: ["writer", "text", paragraph],
  stw: ["writer.template", "text", paragraph],
  sxg: ["writer.global", "text-global", paragraph],
  sxc: [
    "calc",
    "spreadsheet",
    (text: string) =>
      `<table:table table:name="Sheet1"><table:table-row><table:table-cell table:value-type="string">${paragraph(text)}</table:table-cell></table:table-row></table:table>`,
  ],
  sxi: ["impress", "presentation", page],
  sxd: ["draw", "drawing", page],
} as const;

/** A document as OpenOffice.org 1 wrote it. */
export function createSunPackage(kind: keyof typeof kinds, text: string): Uint8Array {
  const [name, officeClass, body] = kinds[kind];
  const mediaType = `application/vnd.sun.xml.${name}`;
  return zipPackage({
    mimetype: mediaType,
    "content.xml":
      `${xmlHead}<!DOCTYPE office:document-content PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "office.dtd">` +
      `<office:document-content ${namespaces} xmlns:svg="http://www.w3.org/2000/svg" office:class="${officeClass}" office:version="1.0">` +
      `<office:body>${body(escapeXml(text))}</office:body></office:document-content>`,
    "META-INF/manifest.xml":
      `${xmlHead}<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">` +
      `<manifest:file-entry manifest:full-path="/" manifest:media-type="${mediaType}"/>` +
      '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
  });
}
