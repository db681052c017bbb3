import { ratioCountsFromBytes, type SourceLimits } from "./source-limits.ts";
import { decodeXml, readProlog, type XmlProlog } from "./xml-prolog.ts";
import type { ZipArchive, ZipPart } from "./zip-archive.ts";

const xmlName = /\.(xml|rels|vml|rdf|apxl)$/i;

/**
 * Why the archive is too much for LibreOffice, or undefined. What the archive says of itself must be within the
 * limits, and is not believed: what might be more is unpacked and counted. Parts too small to do harm are not.
 */
export async function findExcess(
  archive: ZipArchive,
  fileBytes: number,
  limits: SourceLimits,
): Promise<string | undefined> {
  const { parts } = archive;
  if (sum(parts.map((part) => part.packedBytes)) > fileBytes) return "its parts overlap";
  if (sum(parts.map((part) => part.statedBytes)) > limits.maxInflatedBytes) return tooMuch(limits);
  return measureParts(archive, limits);
}

/** Largest first, so that little is left to unpack when the rest can do no harm any more. */
async function measureParts(archive: ZipArchive, limits: SourceLimits): Promise<string | undefined> {
  const parts = archive.parts.filter((part) => part.isReadable);
  parts.sort((one, other) => other.mostBytes - one.mostBytes);
  let counted = 0;
  let uncounted = sum(parts.map((part) => part.mostBytes));
  for (const part of parts) {
    const maxBytes = maxBytesOf(part, limits);
    if (part.mostBytes <= maxBytes && counted + uncounted <= limits.maxInflatedBytes) return undefined;
    const bytes = await archive.measure(part, Math.min(maxBytes, limits.maxInflatedBytes - counted));
    if (bytes > maxBytes) return `its part ${shortName(part)} unpacks to more than is allowed`;
    counted += bytes;
    uncounted -= part.mostBytes;
    if (counted > limits.maxInflatedBytes) return tooMuch(limits);
  }
  return undefined;
}

function maxBytesOf(part: ZipPart, limits: SourceLimits): number {
  const byRatio = Math.max(ratioCountsFromBytes, part.packedBytes * limits.maxInflateRatio);
  return xmlName.test(part.name) ? Math.min(byRatio, limits.maxXmlPartBytes) : byRatio;
}

/** Enough for the prolog and the root of nearly every part, and quick to unpack. */
const firstLookBytes = 1_024;
/** No program writes more than this before the root. */
export const maxPrologBytes = 1_048_576;

/**
 * Why a part must not reach a parser of XML, or undefined. Office documents declare no entities; who does wants them
 * multiplied or files read. Where no root is seen, declarations may still come. What is encrypted cannot be told from
 * what is no XML, so it is only looked at with `isEncrypted`.
 */
export async function findEntities(archive: ZipArchive, isEncrypted: boolean): Promise<string | undefined> {
  for (const part of archive.parts) {
    if (!part.isReadable || !xmlName.test(part.name)) continue;
    const prolog = await prologOf(archive, part);
    if (prolog === "entities") return `its part ${shortName(part)} declares entities`;
    if (prolog === "harmless" || isEncrypted) continue;
    return `its part ${shortName(part)} does not begin as XML does`;
  }
  return undefined;
}

async function prologOf(archive: ZipArchive, part: ZipPart): Promise<XmlProlog> {
  const first = archive.readPrefix(part, firstLookBytes);
  const prolog = readProlog(decodeXml(first.bytes), first.isWhole);
  if (prolog !== "unfinished") return prolog;
  const more = await archive.readStart(part, maxPrologBytes);
  return readProlog(decodeXml(more.bytes), more.isWhole);
}

const tooMuch = (limits: SourceLimits) => `it unpacks to more than ${limits.maxInflatedBytes} bytes`;
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const shortName = ({ name }: ZipPart) => (name.length > 100 ? `${name.slice(0, 100)}…` : name);
