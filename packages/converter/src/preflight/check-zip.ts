import { ratioCountsFromBytes, type SourceLimits } from "./source-limits.ts";
import { hasEntityDeclaration } from "./xml-prolog.ts";
import type { ZipArchive, ZipPart } from "./zip-archive.ts";

const xmlName = /\.(xml|rels|vml|rdf)$/i;

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
  if (parts.length > limits.maxZipEntries) return `it holds more than ${limits.maxZipEntries} parts`;
  if (sum(parts.map((part) => part.packedBytes)) > fileBytes) return "its parts overlap";
  if (sum(parts.map((part) => part.statedBytes)) > limits.maxInflatedBytes) return tooMuch(limits);
  return (await measureParts(archive, limits)) ?? findEntities(archive);
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
    if (bytes > maxBytes) return `its part ${part.name} unpacks to more than is allowed`;
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

/** Office documents declare no entities; who does wants them multiplied or files read. */
function findEntities(archive: ZipArchive): string | undefined {
  const declares = (part: ZipPart) =>
    part.isReadable && xmlName.test(part.name) && hasEntityDeclaration(archive.readStart(part, 1_024));
  const part = archive.parts.find(declares);
  return part === undefined ? undefined : `its part ${part.name} declares entities`;
}

const tooMuch = (limits: SourceLimits) => `it unpacks to more than ${limits.maxInflatedBytes} bytes`;
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
