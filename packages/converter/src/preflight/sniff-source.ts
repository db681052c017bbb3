import { type FileHandle, open } from "node:fs/promises";
import { isWebArchive, type SourceFormat, webArchive } from "@platen/core";
import { fileTypeFromBuffer } from "file-type";
import { bareContent } from "./compound/bare-content.ts";
import { compoundContent } from "./compound/compound-content.ts";
import { isCompoundFile } from "./compound/compound-file.ts";
import { gzipContent } from "./markup/gzip-content.ts";
import { isHtml, withoutComments } from "./markup/is-html.ts";
import { markupWarnings } from "./markup/markup-links.ts";
import { xmlContent } from "./markup/xml-content.ts";
import { pictureContent } from "./picture-content.ts";
import type { SourceContent } from "./source-content.ts";
import type { SourceLimits } from "./source-limits.ts";
import { textContent } from "./text-content.ts";
import { zipContent } from "./zip-content.ts";

/** As much as file-type looks at. */
const headBytes = 4_100;

/**
 * Finds out what a file holds by its content; in one that is said to be plain text, markup is text. Fails with
 * SourceExcess for what is too much to look at.
 */
export async function sniffSource(
  path: string,
  limits: SourceLimits,
  isPlainText: boolean,
): Promise<SourceContent> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    if (size === 0) return { kind: "empty" };
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    const head = buffer.subarray(0, bytesRead);
    if (head.indexOf("PK\u0003\u0004") === 0 || head.indexOf("PK\u0005\u0006") === 0) {
      return await zipContent(path, size, limits);
    }
    if (isCompoundFile(head)) return compoundContent(file.fd);
    const bare = bareContent(head, file.fd);
    if (bare !== undefined) return bare;
    if (head[0] === 0x1f && head[1] === 0x8b) return await gzipContent(path, size, limits);
    const marked = markedContent(head) ?? (isPlainText ? undefined : await markupContent(file, head, limits));
    return marked ?? (await textContent(file)) ?? (await binaryContent(head));
  } finally {
    await file.close();
  }
}

function document(format: SourceFormat): SourceContent & { kind: "document" } {
  return { kind: "document", format, encryption: "none", warnings: [] };
}

/** Texts that say at their beginning what they are. */
function markedContent(head: Buffer): SourceContent | undefined {
  const start = startOf(head);
  if (start.startsWith("{\\rtf")) return document("rtf");
  return start.startsWith("%PDF-") ? document("pdf") : undefined;
}

async function markupContent(
  file: FileHandle,
  head: Buffer,
  limits: SourceLimits,
): Promise<SourceContent | undefined> {
  const start = startOf(head);
  if (isWebArchive(start)) return { kind: "other", isKnown: true, ...webArchive };
  const content = isHtml(start) ? document("html") : isXml(head) ? await xmlContent(file, limits) : undefined;
  if (content?.kind !== "document") return content;
  return { ...content, warnings: await markupWarnings(file, content.format) };
}

function startOf(head: Buffer): string {
  const mark = head.toString("hex", 0, 2);
  if (mark === "fffe") return head.toString("utf16le", 2).trimStart();
  if (mark === "feff")
    return Buffer.from(head.subarray(0, head.length & ~1))
      .swap16()
      .toString("utf16le", 2)
      .trimStart();
  const hasMark = head.subarray(0, 3).equals(utf8Mark);
  return head.toString("latin1", hasMark ? 3 : 0).trimStart();
}

const utf8Mark = Buffer.from([0xef, 0xbb, 0xbf]);

/** With its declaration, a document type, or a root that has a prefix or is known. Comments may come first. */
function isXml(head: Buffer): boolean {
  const isUtf16 = ["fffe3c003f00", "feff003c003f"].includes(head.toString("hex", 0, 6));
  return (
    isUtf16 ||
    /^<(\?xml|!DOCTYPE\s|[a-z][\w.-]{0,40}:|svg|math|abiword|Workbook|VisioDocument)/.test(
      withoutComments(startOf(head)),
    )
  );
}

async function binaryContent(head: Buffer): Promise<SourceContent> {
  const perfect = wordPerfectContent(head);
  if (perfect !== undefined) return perfect;
  const mediaType = (await fileTypeFromBuffer(head))?.mime;
  if (mediaType === undefined)
    // What a TIFF is made of may lie at its end.
    return ["49492a00", "4d4d002a"].includes(head.toString("hex", 0, 4))
      ? document("tif")
      : { kind: "other", name: "unknown binary data" };
  return pictureContent(mediaType) ?? kindOf(mediaType);
}

const wordPerfectMark = Buffer.from("ff575043", "hex");
const wordPerfectFormats: Readonly<Record<number, SourceFormat>> = { 10: "wpd", 44: "wpd", 22: "wpg" };

/** WordPerfect from version 5 on says what it wrote, and whether it is protected. */
function wordPerfectContent(head: Buffer): SourceContent | undefined {
  if (head.length < 14 || !head.subarray(0, 4).equals(wordPerfectMark)) return undefined;
  const format = wordPerfectFormats[head.readUInt8(9)];
  const encryption = head.readUInt16LE(12) === 0 ? "none" : "usual";
  return format && { kind: "document", format, encryption, warnings: [] };
}

function kindOf(mediaType: string): SourceContent {
  const isKnown = /^(video|audio|font)\/|\/pdf$/.test(mediaType);
  return { kind: "other", name: `a file of the kind ${mediaType}`, isKnown };
}
