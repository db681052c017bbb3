import { unzipSync } from "fflate";

/** An Office Open XML document as one XML file, as Word saves it: its XML parts as they are, others in base 64. */
export function createFlatPackage(document: Uint8Array): Uint8Array {
  const { "[Content_Types].xml": types, ...parts } = unzipSync(document);
  const list = new TextDecoder().decode(types);
  const pieces = Object.entries(parts).map(([name, bytes]) => {
    const own = list.match(`PartName="/${name}" ContentType="([^"]+)"`)?.[1];
    const head = `<pkg:part pkg:name="/${name}" pkg:contentType="${own ?? typeByExtension(list, name)}">`;
    const isXml = /\.(xml|rels)$/.test(name);
    const content = isXml
      ? `<pkg:xmlData>${new TextDecoder().decode(bytes).replace(/^<\?xml[^>]*\?>\s*/, "")}</pkg:xmlData>`
      : `<pkg:binaryData>${Buffer.from(bytes).toString("base64")}</pkg:binaryData>`;
    return `${head}${content}</pkg:part>`;
  });
  const root = 'pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"';
  const start = '<?xml version="1.0"?><?mso-application progid="Word.Document"?>';
  return new TextEncoder().encode(`${start}<${root}>${pieces.join("")}</pkg:package>`);
}

function typeByExtension(list: string, name: string): string {
  const extension = name.slice(name.lastIndexOf(".") + 1);
  return list.match(`Extension="${extension}" ContentType="([^"]+)"`)?.[1] ?? "";
}
