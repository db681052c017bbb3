import { relationships } from "./open-xml.ts";
import { createWordFile, wordNamespaces } from "./word-file.ts";
import { escapeXml, xmlHead } from "./xml.ts";
import { zipPackage } from "./zip-package.ts";

export interface EmbeddedFont {
  readonly kind: "docx" | "odt";
  /** What the text is set in. */
  readonly family: string;
  readonly text: string;
  /** The font that the document brings; none: it only asks for it. */
  readonly font?: Uint8Array;
}

const key = "{01020304-0506-0708-090A-0B0C0D0E0F10}";

/** A text that brings the font that it is set in, as Word and as LibreOffice save it. */
export function createEmbeddedFont(content: EmbeddedFont): Uint8Array {
  return content.kind === "docx" ? inWord(content) : inOpenDocument(content);
}

function inWord({ family, text, font }: EmbeddedFont): Uint8Array {
  const name = escapeXml(family);
  const embedded = font === undefined ? "" : `<w:embedRegular r:id="rId1" w:fontKey="${key}"/>`;
  const content = `${xmlHead}<w:fonts ${wordNamespaces}><w:font w:name="${name}">${embedded}</w:font></w:fonts>`;
  const type = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml";
  return createWordFile({
    body:
      `<w:p><w:r><w:rPr><w:rFonts w:ascii="${name}" w:hAnsi="${name}"/><w:sz w:val="40"/></w:rPr>` +
      `<w:t>${escapeXml(text)}</w:t></w:r></w:p>`,
    settings: "<w:embedTrueTypeFonts/>",
    parts: [{ kind: "fontTable", name: "fontTable.xml", type, content }],
    further:
      font === undefined
        ? {}
        : {
            "word/_rels/fontTable.xml.rels": relationships([{ kind: "font", target: "fonts/font1.odttf" }]),
            "word/fonts/font1.odttf": obfuscated(font),
          },
  });
}

/** ECMA-376, part 4, 17.8.1: the first 32 bytes are XORed with the key, read backwards, twice. */
function obfuscated(font: Uint8Array): Uint8Array {
  const bytes = Buffer.from(key.replaceAll(/[{}-]/g, ""), "hex").reverse();
  return font.map((byte, index) => (index < 32 ? byte ^ (bytes[index % 16] ?? 0) : byte));
}

function inOpenDocument({ family, text, font }: EmbeddedFont): Uint8Array {
  const namespaces = Object.entries({ office: "office", text: "text", style: "style", svg: "svg-compatible" })
    .concat([["fo", "xsl-fo-compatible"]])
    .map(([prefix, name]) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
    .join(" ");
  const source =
    '<svg:font-face-src><svg:font-face-uri xlink:href="Fonts/font1.ttf" xlink:type="simple">' +
    '<svg:font-face-format svg:string="truetype"/></svg:font-face-uri></svg:font-face-src>';
  const face =
    `<style:font-face style:name="F" svg:font-family="'${escapeXml(family)}'">` +
    `${font === undefined ? "" : source}</style:font-face>`;
  const style =
    '<style:style style:name="P1" style:family="paragraph"><style:text-properties style:font-name="F" fo:font-size="20pt"/></style:style>';
  const entry = (path: string, type: string) =>
    `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`;
  const mediaType = "application/vnd.oasis.opendocument.text";
  return zipPackage({
    mimetype: mediaType,
    "content.xml":
      `${xmlHead}<office:document-content ${namespaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3">` +
      `<office:font-face-decls>${face}</office:font-face-decls><office:automatic-styles>${style}</office:automatic-styles>` +
      `<office:body><office:text><text:p text:style-name="P1">${escapeXml(text)}</text:p></office:text></office:body>` +
      "</office:document-content>",
    ...(font !== undefined && { "Fonts/font1.ttf": font }),
    "META-INF/manifest.xml":
      `${xmlHead}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">` +
      `${entry("/", mediaType)}${entry("content.xml", "text/xml")}` +
      `${font === undefined ? "" : entry("Fonts/font1.ttf", "application/x-font-ttf")}</manifest:manifest>`,
  });
}
