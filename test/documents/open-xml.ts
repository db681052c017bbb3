import { escapeXml, xmlHead } from "./xml.ts";

/** A link from one part of an Office Open XML package to another, or to the outside. */
export interface Relationship {
  /** The last word of the relationship's type, such as `slide`. */
  readonly kind: string;
  readonly target: string;
  readonly external?: boolean;
}

const kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The `.rels` part; the first relationship is `rId1`. */
export function relationships(list: readonly Relationship[]): string {
  const items = list.map(({ kind, target, external }, index) => {
    const mode = external === true ? ' TargetMode="External"' : "";
    return `<Relationship Id="rId${index + 1}" Type="${kinds}/${kind}" Target="${escapeXml(target)}"${mode}/>`;
  });
  const namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
  return `${xmlHead}<Relationships xmlns="${namespace}">${items.join("")}</Relationships>`;
}

/** `[Content_Types].xml`, from the parts' paths to their media types. */
export function contentTypes(overrides: Readonly<Record<string, string>>): string {
  const items = Object.entries(overrides).map(
    ([path, type]) => `<Override PartName="/${path}" ContentType="${type}"/>`,
  );
  return (
    `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>' +
    '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>' +
    `${items.join("")}</Types>`
  );
}

export const openXmlNamespaces =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
