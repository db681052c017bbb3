import { escapeXml, xmlHead } from "./xml.ts";
import { zipPackage } from "./zip-package.ts";

const namespace = "urn:oasis:names:tc:opendocument:xmlns";

const text = (words: string, isGlobal: boolean) =>
  `${xmlHead}<office:document-content xmlns:office="${namespace}:office:1.0" xmlns:text="${namespace}:text:1.0" office:version="1.3">` +
  `<office:body><office:text${isGlobal ? ' text:global="true"' : ""}><text:p>${words}</text:p></office:text></office:body></office:document-content>`;

const kinds = {
  odm: ["text-master", (words: string) => text(words, true)],
  oth: ["text-web", (words: string) => text(words, false)],
  odf: [
    "formula",
    (words: string) =>
      `${xmlHead}<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow><mi>${words}</mi><mo>=</mo><mn>2</mn></mrow></math>`,
  ],
} as const;

/** A kind of OpenDocument that few people have: a master document, a web page's template, a formula. */
export function createRareOpenDocument(kind: keyof typeof kinds, words: string): Uint8Array {
  const [name, content] = kinds[kind];
  const mediaType = `application/vnd.oasis.opendocument.${name}`;
  return zipPackage({
    mimetype: mediaType,
    "content.xml": content(escapeXml(words)),
    "META-INF/manifest.xml":
      `${xmlHead}<manifest:manifest xmlns:manifest="${namespace}:manifest:1.0" manifest:version="1.3">` +
      `<manifest:file-entry manifest:full-path="/" manifest:media-type="${mediaType}"/>` +
      '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
  });
}
