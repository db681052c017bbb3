import { escapeXml, xmlHead } from "./xml.ts";
import { zipPackage } from "./zip-package.ts";

export interface OpenDocumentContent {
  readonly kind: "odp" | "odt" | "ods";
  /** Slides, paragraphs or cells below each other. */
  readonly texts: readonly string[];
  /** Further XML behind the texts. */
  readonly body?: string;
  /** A header of a text or sheet that shows the document's own file name in this form. */
  readonly ownName?: "full" | "path" | "name" | "name-and-extension";
}

const mediaTypes = { odp: "presentation", odt: "text", ods: "spreadsheet" } as const;

const namespaces = Object.entries({
  office: "office",
  text: "text",
  table: "table",
  draw: "drawing",
  svg: "svg-compatible",
  style: "style",
  fo: "xsl-fo-compatible",
})
  .map(([prefix, name]) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat('xmlns:xlink="http://www.w3.org/1999/xlink"')
  .join(" ");

/** A document as LibreOffice's own format has it; a text names no paper. */
export function createOpenDocument({ kind, texts, ownName, body = "" }: OpenDocumentContent): Uint8Array {
  const mediaType = `application/vnd.oasis.opendocument.${mediaTypes[kind]}`;
  return zipPackage({
    mimetype: mediaType,
    "content.xml":
      `${xmlHead}<office:document-content ${namespaces} office:version="1.3"><office:automatic-styles>` +
      '<style:style style:name="ta1" style:family="table" style:master-page-name="Default"/></office:automatic-styles><office:body>' +
      `<office:${mediaTypes[kind]}>${bodies[kind](texts.map(escapeXml))}${body}</office:${mediaTypes[kind]}>` +
      "</office:body></office:document-content>",
    ...(ownName !== undefined && { "styles.xml": stylesWithHeader(ownName) }),
    "META-INF/manifest.xml":
      `${xmlHead}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">` +
      `<manifest:file-entry manifest:full-path="/" manifest:media-type="${mediaType}"/>` +
      '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>' +
      `${ownName === undefined ? "" : stylesEntry}</manifest:manifest>`,
  });
}

const stylesEntry = '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>';

function stylesWithHeader(display: string): string {
  return (
    `${xmlHead}<office:document-styles ${namespaces} office:version="1.3"><office:automatic-styles>` +
    '<style:page-layout style:name="L1"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"/>' +
    '<style:header-style><style:header-footer-properties fo:min-height="1cm"/></style:header-style></style:page-layout></office:automatic-styles><office:master-styles>' +
    '<style:master-page style:name="Default" style:page-layout-name="L1"><style:header><text:p>' +
    `<text:file-name text:display="${display}">saved name</text:file-name></text:p></style:header></style:master-page>` +
    '<style:master-page style:name="Standard" style:page-layout-name="L1"><style:header><text:p>' +
    `<text:file-name text:display="${display}">saved name</text:file-name></text:p></style:header></style:master-page>` +
    "</office:master-styles></office:document-styles>"
  );
}

const bodies = {
  odt: (texts: readonly string[]) => texts.map((text) => `<text:p>${text}</text:p>`).join(""),
  ods: (texts: readonly string[]) => {
    const cell = (text: string) =>
      `<table:table-row><table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell></table:table-row>`;
    return `<table:table table:name="Sheet1" table:style-name="ta1">${texts.map(cell).join("")}</table:table>`;
  },
  odp: (texts: readonly string[]) =>
    texts
      .map(
        (text, index) =>
          `<draw:page draw:name="page${index + 1}"><draw:frame svg:x="2cm" svg:y="2cm" svg:width="20cm" svg:height="3cm">` +
          `<draw:text-box><text:p>${text}</text:p></draw:text-box></draw:frame></draw:page>`,
      )
      .join(""),
} as const;
