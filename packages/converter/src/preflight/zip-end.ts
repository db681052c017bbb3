import type { ZipFileReader } from "./zip-file-reader.ts";

export class ZipDamaged extends Error {}

/** Where the list of an archive's parts lies. */
export interface ListPlace {
  readonly entries: number;
  readonly position: number;
  readonly bytes: number;
  /** How far positions lie behind what the archive says, because something stands before it. */
  readonly shift: number;
}

const endSignature = 0x06054b50;
const zip64EndSignature = 0x06064b50;
const zip64LocatorSignature = 0x07064b50;
const endBytes = 22;
const zip64EndBytes = 56;
const zip64LocatorBytes = 20;
/** The longest comment that the end may have. */
const maxCommentBytes = 65_535;

/**
 * Finds the list as LibreOffice does: from the last end that there is, whatever its comment's length says, and just
 * before it. Two ends of which different programs believe different ones are refused.
 */
export function placeOfList(reader: ZipFileReader): ListPlace {
  const start = Math.max(0, reader.bytes - endBytes - maxCommentBytes);
  const tail = reader.read(start, reader.bytes - start);
  const at = lastEnd(tail);
  if (at === undefined) throw new ZipDamaged("it has no end, as if it were cut off");
  const [entries, bytes, position] = [
    tail.readUInt16LE(at + 10),
    tail.readUInt32LE(at + 12),
    tail.readUInt32LE(at + 16),
  ];
  const isWide = entries === 0xffff || bytes === 0xffffffff || position === 0xffffffff;
  const locator = reader.read(start + at - zip64LocatorBytes, zip64LocatorBytes);
  const hasLocator =
    locator.length === zip64LocatorBytes && locator.readUInt32LE(0) === zip64LocatorSignature;
  if (hasLocator && !isWide) throw new ZipDamaged("it has two ends that say different things");
  return hasLocator
    ? wideListPlace(reader, locator, start + at - zip64LocatorBytes)
    : listPlace({ entries, bytes, position }, start + at);
}

function lastEnd(tail: Buffer): number | undefined {
  for (let at = tail.length - endBytes; at >= 0; at -= 1)
    if (tail[at] === 0x50 && tail.readUInt32LE(at) === endSignature) return at;
  return undefined;
}

/** Of an archive with more parts, or more bytes, than the end can say. */
function wideListPlace(reader: ZipFileReader, locator: Buffer, locatorPosition: number): ListPlace {
  const at = Number(locator.readBigUInt64LE(8));
  const end = reader.read(at, zip64EndBytes);
  if (end.length < zip64EndBytes || end.readUInt32LE(0) !== zip64EndSignature)
    throw new ZipDamaged("its end does not lie where it says");
  if (at + 12 + Number(end.readBigUInt64LE(4)) !== locatorPosition)
    throw new ZipDamaged("it has two ends that say different things");
  const [entries, bytes, position] = [32, 40, 48].map((field) => Number(end.readBigUInt64LE(field))) as [
    number,
    number,
    number,
  ];
  return listPlace({ entries, bytes, position }, at);
}

function listPlace(
  stated: { readonly entries: number; readonly bytes: number; readonly position: number },
  end: number,
): ListPlace {
  const position = end - stated.bytes;
  if (position < 0 || stated.position > position)
    throw new ZipDamaged("its list of parts lies outside the file");
  return { entries: stated.entries, bytes: stated.bytes, position, shift: position - stated.position };
}
