import type { FileHandle } from "node:fs/promises";
import type { SourceFormat, Warning } from "@platen/core";
import { isOpenDocumentLink, linksNotFollowed } from "../source-warnings.ts";
import { decodeXml } from "../xml-prolog.ts";
import { type StartTag, visitStartTags } from "../xml-tags.ts";

/** More than a page or drawing has that people write; what lies beyond is not looked at. */
const maxBytes = 16_777_216;

/** What a document that is one file of markup links to and shows, none of which is fetched. */
export async function markupWarnings(file: FileHandle, format: SourceFormat): Promise<Warning[]> {
  const isLink = links[format];
  if (isLink === undefined) return [];
  const length = Math.min((await file.stat()).size, maxBytes);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
  let count = 0;
  visitStartTags(decodeXml(buffer.subarray(0, bytesRead)), (tag) => {
    if (isLink(tag)) count += 1;
  });
  return count > 0 ? [linksNotFollowed(count)] : [];
}

const links: Readonly<Partial<Record<SourceFormat, (tag: StartTag) => boolean>>> = {
  html: isPageLink,
  xhtml: isPageLink,
  svg: isDrawingLink,
  fodt: isOpenDocumentLink,
  fods: isOpenDocumentLink,
  fodp: isOpenDocumentLink,
  fodg: isOpenDocumentLink,
};

const showing = new Map([
  ...["img", "iframe", "frame", "embed", "input"].map((name) => [name, "src"] as const),
  ["object", "data"] as const,
]);

function isPageLink(tag: StartTag): boolean {
  if (tag.name.toLowerCase() === "link" && /stylesheet/i.test(tag.attribute("rel") ?? "")) return true;
  const attribute = showing.get(tag.name.toLowerCase());
  return (
    attribute !== undefined && isOutside(tag.attribute(attribute) ?? tag.attribute(attribute.toUpperCase()))
  );
}

function isDrawingLink(tag: StartTag): boolean {
  return (tag.name === "image" || tag.name === "feImage") && isOutside(tag.attribute("href"));
}

function isOutside(address = ""): boolean {
  return address !== "" && !/^\s{0,20}(data:|#|cid:)/i.test(address);
}
