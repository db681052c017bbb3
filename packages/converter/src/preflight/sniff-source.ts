import { open } from "node:fs/promises";
import { fileTypeFromBuffer } from "file-type";
import { bareContent } from "./compound/bare-content.ts";
import { compoundContent } from "./compound/compound-content.ts";
import { isCompoundFile } from "./compound/compound-file.ts";
import type { SourceContent } from "./source-content.ts";
import type { SourceLimits } from "./source-limits.ts";
import { textContent } from "./text-content.ts";
import { zipContent } from "./zip-content.ts";

/** As much as file-type looks at. */
const headBytes = 4_100;

/** Finds out what a file holds by its content alone. Fails with SourceExcess for what is too much to look at. */
export async function sniffSource(path: string, limits: SourceLimits): Promise<SourceContent> {
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
    return (await knownContent(head)) ?? (await textContent(file)) ?? unknown;
  } finally {
    await file.close();
  }
}

const unknown: SourceContent = { kind: "other", name: "unknown binary data" };

async function knownContent(head: Buffer): Promise<SourceContent | undefined> {
  const hasMark = head.subarray(0, 3).equals(utf8Mark);
  const start = head.toString("latin1", hasMark ? 3 : 0).trimStart();
  if (start.startsWith("{\\rtf"))
    return { kind: "document", format: "rtf", encryption: "none", warnings: [] };
  if (isHtml(start)) return { kind: "other", name: "an HTML page" };
  if (start.startsWith("<?xml")) return { kind: "other", name: "an XML file" };
  const type = await fileTypeFromBuffer(head);
  return type === undefined ? undefined : { kind: "other", name: `a file of the kind ${type.mime}` };
}

const utf8Mark = Buffer.from([0xef, 0xbb, 0xbf]);

/** Comments may come first. */
function isHtml(start: string): boolean {
  let at = 0;
  while (start.startsWith("<!--", at)) {
    const end = start.indexOf("-->", at + 4);
    if (end === -1) return false;
    at = end + 3;
    while (/\s/.test(start.charAt(at))) at += 1;
  }
  return /^<(!doctype html|html|head|body|table)\b/i.test(start.slice(at, at + 16));
}
