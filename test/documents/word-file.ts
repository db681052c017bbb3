import { contentTypes, openXmlNamespaces, type Relationship, relationships } from "./open-xml.ts";
import { xmlHead } from "./xml.ts";
import { type Parts, zipPackage } from "./zip-package.ts";

export interface WordFile {
  /** The XML inside the document's body, without the last section's. */
  readonly body: string;
  /** Further parts below `word/`, each with its relation to the document and its media type. */
  readonly parts?: readonly WordPart[];
  /** The XML inside the document's settings. */
  readonly settings?: string;
  /** Says that it is for A4; true by default. */
  readonly namesPaper?: boolean;
  /** The XML of its only section, before its paper: what its headers and footers are. */
  readonly section?: string;
  /** Where its links lead; their relations follow those of the parts. */
  readonly addresses?: readonly string[];
  /** Parts that the others refer to, by their whole path. */
  readonly further?: Parts;
}

export interface WordPart {
  readonly kind: string;
  readonly name: string;
  readonly type: string;
  readonly content: string;
}

const office = "application/vnd.openxmlformats-officedocument";

export const wordNamespaces =
  `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
  `xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" ${openXmlNamespaces}`;

/** A Word document on A4 whose XML the caller writes, for what `createWordDocument` has no word for. */
export function createWordFile({
  body,
  parts = [],
  settings = "",
  section = "",
  namesPaper = true,
  addresses = [],
  further = {},
}: WordFile): Uint8Array {
  const paper = namesPaper ? '<w:pgSz w:w="11906" w:h="16838"/>' : "";
  const links: Relationship[] = [
    { kind: "settings", target: "settings.xml" },
    ...parts.map(({ kind, name }) => ({ kind, target: name })),
    ...addresses.map((target) => ({ kind: "hyperlink", target, external: true })),
  ];
  const types: Record<string, string> = {
    "word/document.xml": `${office}.wordprocessingml.document.main+xml`,
    "word/settings.xml": `${office}.wordprocessingml.settings+xml`,
  };
  for (const { name, type } of parts) types[`word/${name}`] = type;
  return zipPackage({
    "[Content_Types].xml": contentTypes(types),
    "_rels/.rels": relationships([{ kind: "officeDocument", target: "word/document.xml" }]),
    "word/_rels/document.xml.rels": relationships(links),
    "word/document.xml":
      `${xmlHead}<w:document ${wordNamespaces}><w:body>${body}<w:sectPr>${section}${paper}` +
      '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/></w:sectPr></w:body></w:document>',
    "word/settings.xml": `${xmlHead}<w:settings ${wordNamespaces}>${settings}</w:settings>`,
    ...Object.fromEntries(parts.map(({ name, content }) => [`word/${name}`, content])),
    ...further,
  });
}
