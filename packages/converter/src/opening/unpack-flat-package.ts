import { createWriteStream, readFileSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { decodeXml } from "../preflight/xml-prolog.ts";
import { visitStartTags } from "../preflight/xml-tags.ts";

export interface FlatPackage {
  readonly path: string;
  readonly to: string;
  /** More is not taken. */
  readonly maxParts: number;
}

interface FlatPart {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

const noTime = new Date(1980, 0, 1);

/**
 * Writes the package that Word or PowerPoint saved as one XML file ("Word XML Document") to the new file `to`, because
 * LibreOffice opens packages only. Reads it once from left to right. False where it is none, or has more parts.
 */
export async function unpackFlatPackage({ path, to, maxParts }: FlatPackage): Promise<boolean> {
  const parts = readParts(decodeXml(readFileSync(path)), maxParts);
  if (parts === undefined) return false;
  const zip = new ZipFile();
  const add = (name: string, content: Buffer) =>
    zip.addBuffer(content, name, { mtime: noTime, mode: 0o100644 });
  add("[Content_Types].xml", Buffer.from(typesOf(parts)));
  for (const { name, content } of parts) add(name, content);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(to, { flags: "wx", mode: 0o600 }));
  return true;
}

const partStart = "<pkg:part";
const partEnd = "</pkg:part>";

function readParts(xml: string, maxParts: number): FlatPart[] | undefined {
  const parts = new Map<string, FlatPart>();
  for (let at = xml.indexOf(partStart); at !== -1; at = xml.indexOf(partStart, at)) {
    const end = xml.indexOf(partEnd, at);
    if (end === -1) break;
    const part = readPart(xml.slice(at, end));
    if (part !== undefined && !parts.has(part.name)) parts.set(part.name, part);
    if (parts.size > maxParts) return undefined;
    at = end + partEnd.length;
  }
  return parts.size === 0 ? undefined : [...parts.values()];
}

const maxTagLetters = 4_000;

/** A part with XML, or with other content in base 64. Undefined for one that no program writes. */
function readPart(text: string): FlatPart | undefined {
  let head: { name: string; type: string } | undefined;
  visitStartTags(text.slice(0, maxTagLetters), ({ fullName, attribute }) => {
    if (head === undefined && fullName === "pkg:part")
      head = { name: attribute("name") ?? "", type: attribute("contentType") ?? "" };
  });
  const isUsable =
    head !== undefined && /^\/[^\\]{1,1000}$/.test(head.name) && !head.name.split("/").includes("..");
  if (head === undefined || !isUsable) return undefined;
  const xml = within(text, "pkg:xmlData");
  const content =
    xml === undefined ? Buffer.from(within(text, "pkg:binaryData") ?? "", "base64") : contentOf(xml);
  return { name: head.name.slice(1), type: head.type, content };
}

/** LibreOffice knows the elements of relationships without a prefix only, with which some programs write them here. */
function contentOf(xml: string): Buffer {
  const rows: string[] = [];
  let isRelationships: boolean | undefined;
  visitStartTags(xml, ({ name, attribute }) => {
    isRelationships ??= name === "Relationships";
    if (!isRelationships || name !== "Relationship") return;
    const values = relationshipValues.map((key) => [key, attribute(key)] as const);
    const written = values.map(([key, value]) => (value === undefined ? "" : ` ${key}="${quoted(value)}"`));
    rows.push(`<Relationship${written.join("")}/>`);
  });
  return Buffer.from(
    isRelationships === true
      ? `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join("")}</Relationships>`
      : xml,
  );
}

const relationshipValues = ["Id", "Type", "Target", "TargetMode"];

/** What stands in the only element of this name. */
function within(text: string, name: string): string | undefined {
  const start = text.indexOf(`<${name}`);
  const open = start === -1 ? -1 : text.indexOf(">", start);
  const close = text.lastIndexOf(`</${name}>`);
  return open === -1 || close <= open ? undefined : text.slice(open + 1, close);
}

/** The values are written as they stood there, in attributes as well. */
function typesOf(parts: readonly FlatPart[]): string {
  const overrides = parts.map(
    ({ name, type }) => `<Override PartName="/${quoted(name)}" ContentType="${quoted(type)}"/>`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${overrides.join("")}</Types>`
  );
}

function quoted(value: string): string {
  return value.replaceAll('"', "&quot;");
}
