import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { maxPrologBytes } from "../check-zip.ts";
import type { SourceContent } from "../source-content.ts";
import { SourceExcess } from "../source-excess.ts";
import { ratioCountsFromBytes, type SourceLimits } from "../source-limits.ts";
import { contentOfXml } from "./xml-content.ts";

/** A packed file of one part, such as a drawing in SVG: unpacked to be counted and looked at, and thrown away. */
export async function gzipContent(
  path: string,
  fileBytes: number,
  limits: SourceLimits,
): Promise<SourceContent> {
  const byRatio = Math.max(ratioCountsFromBytes, fileBytes * limits.maxInflateRatio);
  const maxBytes = Math.min(byRatio, limits.maxXmlPartBytes, limits.maxInflatedBytes);
  const start: Buffer[] = [];
  let bytes = 0;
  try {
    await pipeline(createReadStream(path), createGunzip(), async (chunks) => {
      for await (const chunk of chunks as AsyncIterable<Buffer>) {
        if (bytes < maxPrologBytes) start.push(chunk);
        bytes += chunk.length;
        if (bytes > maxBytes) throw new SourceExcess(`it unpacks to more than ${maxBytes} bytes`);
      }
    });
  } catch (error) {
    if (isDamage(error)) return { kind: "damaged", problem: "it cannot be unpacked" };
    throw error;
  }
  const head = Buffer.concat(start);
  if (!/^(\ufeff)?\s{0,100}</.test(head.toString("utf8", 0, 200)))
    return { kind: "other", name: "a gzip archive" };
  const content = contentOfXml(head, bytes, limits);
  return content.kind === "document" && content.format in packedNames
    ? { ...content, format: packedNames[content.format as keyof typeof packedNames] }
    : content;
}

const packedNames = { svg: "svgz", abw: "zabw", gnumeric: "gnumeric" } as const;

function isDamage(error: unknown): boolean {
  return ["Z_DATA_ERROR", "Z_BUF_ERROR"].includes((error as NodeJS.ErrnoException).code ?? "");
}
