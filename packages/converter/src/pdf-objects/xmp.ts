import type { Metadata } from "./change.ts";

/** What a PDF claims to be. */
export interface Claims {
  readonly pdfa?: { readonly part: number; readonly conformance: string | undefined };
  readonly pdfua?: boolean;
}

/**
 * The metadata of a PDF in XMP. What stands in its Info dictionary stands here in the same words, as PDF/A asks for.
 */
export function xmpOf(metadata: Metadata, claims: Claims): string {
  const { Title, Author, Subject, Keywords, Creator, Producer, CreationDate, ModDate } = metadata;
  const properties = [
    element("dc:format", "application/pdf"),
    Title && `<dc:title>${list("Alt", [Title])}</dc:title>`,
    Author && `<dc:creator>${list("Seq", [Author])}</dc:creator>`,
    Subject && `<dc:description>${list("Alt", [Subject])}</dc:description>`,
    Keywords && element("pdf:Keywords", Keywords),
    Producer && element("pdf:Producer", Producer),
    Creator && element("xmp:CreatorTool", Creator),
    CreationDate && element("xmp:CreateDate", xmpDate(CreationDate)),
    ModDate && element("xmp:ModifyDate", xmpDate(ModDate)),
    ModDate && element("xmp:MetadataDate", xmpDate(ModDate)),
    ...claimsOf(claims),
  ].filter(Boolean);
  const names = Object.entries(namespaces).map(([prefix, name]) => `xmlns:${prefix}="${name}"`);
  return [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    `<rdf:Description rdf:about="" ${names.join(" ")}>`,
    ...properties,
    "</rdf:Description></rdf:RDF></x:xmpmeta>",
    '<?xpacket end="w"?>',
  ].join("\n");
}

const namespaces = {
  dc: "http://purl.org/dc/elements/1.1/",
  pdf: "http://ns.adobe.com/pdf/1.3/",
  xmp: "http://ns.adobe.com/xap/1.0/",
  pdfaid: "http://www.aiim.org/pdfa/ns/id/",
  pdfuaid: "http://www.aiim.org/pdfua/ns/id/",
  pdfaExtension: "http://www.aiim.org/pdfa/ns/extension/",
  pdfaSchema: "http://www.aiim.org/pdfa/ns/schema#",
  pdfaProperty: "http://www.aiim.org/pdfa/ns/property#",
};

function claimsOf({ pdfa, pdfua = false }: Claims): string[] {
  const lines: string[] = [];
  if (pdfa !== undefined) {
    lines.push(element("pdfaid:part", String(pdfa.part)));
    if (pdfa.part === 4) lines.push(element("pdfaid:rev", "2020"));
    if (pdfa.conformance !== undefined) lines.push(element("pdfaid:conformance", pdfa.conformance));
  }
  if (pdfua) lines.push(element("pdfuaid:part", "1"));
  // PDF/A knows no property of PDF/UA unless it is described.
  if (pdfua && pdfa !== undefined && pdfa.part < 4) lines.push(describedClaim);
  return lines;
}

const describedClaim =
  '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">' +
  "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>" +
  `<pdfaSchema:namespaceURI>${namespaces.pdfuaid}</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>` +
  '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>' +
  "<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>" +
  "<pdfaProperty:description>Part of PDF/UA</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>" +
  "</rdf:li></rdf:Bag></pdfaExtension:schemas>";

/** `D:20191204050607+01'00'` as XMP writes it; what is no date stays as it is. */
export function xmpDate(date: string): string {
  const [, year, month = "01", day = "01", hour = "00", minute = "00", second = "00", zone = "Z"] =
    /^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(Z|[+-]\d{2}'?\d{2})?/.exec(date) ?? [];
  if (year === undefined) return date;
  const offset = zone === "Z" ? "Z" : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`;
}

function list(kind: "Alt" | "Seq", items: readonly string[]): string {
  const language = kind === "Alt" ? ' xml:lang="x-default"' : "";
  const lines = items.map((item) => `<rdf:li${language}>${escaped(item)}</rdf:li>`);
  return `<rdf:${kind}>${lines.join("")}</rdf:${kind}>`;
}

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`;
}

/** XML has no sign for most control characters. */
function escaped(text: string): string {
  return withoutControls(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/** Without what XML cannot say: control characters and halves of characters. */
export function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  return text.replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, "").toWellFormed();
}
