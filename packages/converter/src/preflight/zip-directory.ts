import { SourceExcess } from "./source-excess.ts";
import { type ListPlace, placeOfList, ZipDamaged } from "./zip-end.ts";
import type { ZipFileReader } from "./zip-file-reader.ts";

/** Longer than any name of an office document's part. */
const maxNameLetters = 1_000;
/** Names, extra fields and comments of all parts; office programs need about a hundred bytes for each. */
const maxListBytes = 16_777_216;

const listSignature = 0x02014b50;
const localSignature = 0x04034b50;
const listHeaderBytes = 46;
const localHeaderBytes = 30;
const zip64Extra = 1;
const inZip64 = 0xffffffff;

export const stored = 0;
export const deflated = 8;

/** What an archive's list says of a part. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly crc32: number;
  readonly packedBytes: number;
  /** May be a lie. */
  readonly statedBytes: number;
  /** Where its own header lies. */
  readonly position: number;
}

/**
 * Reads an archive's list as LibreOffice does, because no other view of it counts: the names are UTF-8 whatever the flags
 * say, only as many parts as the end counts are there, sizes and ways of packing are those of the list, and a part that
 * is not packed has the size that it is stated to unpack to. Fails with SourceExcess where the list is longer than is
 * read, and with ZipDamaged where LibreOffice would read none.
 */
export function readZipDirectory(reader: ZipFileReader, maxEntries: number): readonly ZipEntry[] {
  const place = placeOfList(reader);
  if (place.entries > maxEntries) throw new SourceExcess(`it holds more than ${maxEntries} parts`);
  if (place.bytes > maxListBytes + maxEntries * listHeaderBytes) throw tooLong();
  const list = reader.read(place.position, place.bytes);
  const entries: ZipEntry[] = [];
  let wordBytes = 0;
  for (let at = 0; entries.length < place.entries; ) {
    const { entry, bytes } = readEntry(list, at, place);
    if (entry.name.length > maxNameLetters) throw new SourceExcess("the name of a part is too long");
    wordBytes += bytes - listHeaderBytes;
    if (wordBytes > maxListBytes) throw tooLong();
    entries.push(entry);
    at += bytes;
  }
  return entries;
}

const tooLong = () => new SourceExcess("its list of parts is too long");

function readEntry(list: Buffer, at: number, place: ListPlace): { entry: ZipEntry; bytes: number } {
  if (at + listHeaderBytes > list.length || list.readUInt32LE(at) !== listSignature)
    throw new ZipDamaged("its list of parts is cut off or counts too many");
  const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) =>
    list.readUInt16LE(at + field),
  ) as [number, number, number];
  const nameAt = at + listHeaderBytes;
  const extra = list.subarray(nameAt + nameBytes, nameAt + nameBytes + extraBytes);
  const sizes = sizesOf(list, at, extra);
  const method = list.readUInt16LE(at + 10);
  const entry = {
    name: list.toString("utf8", nameAt, nameAt + nameBytes),
    method,
    isEncrypted: (list.readUInt16LE(at + 8) & 1) !== 0,
    crc32: list.readUInt32LE(at + 16),
    packedBytes: method === stored ? sizes.stated : sizes.packed,
    statedBytes: sizes.stated,
    position: sizes.position + place.shift,
  };
  return { entry, bytes: listHeaderBytes + nameBytes + extraBytes + commentBytes };
}

/** A size that does not fit stands in a field of its own, in this order and only if it does not fit. */
function sizesOf(
  list: Buffer,
  at: number,
  extra: Buffer,
): { stated: number; packed: number; position: number } {
  const wide = wideNumbers(extra);
  const number = (field: number) => {
    const short = list.readUInt32LE(at + field);
    if (short !== inZip64) return short;
    const next = wide.shift();
    if (next === undefined) throw new ZipDamaged("a part does not say where it lies");
    return next;
  };
  const stated = number(24);
  const packed = number(20);
  return { stated, packed, position: number(42) };
}

function wideNumbers(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== zip64Extra) continue;
    const content = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    return Array.from({ length: Math.floor(content.length / 8) }, (_, index) =>
      Number(content.readBigUInt64LE(index * 8)),
    );
  }
  return [];
}

/** Where the packed bytes of a part begin: behind a header of its own, whose lengths are not those of the list. */
export function startOfPart(reader: ZipFileReader, { position }: ZipEntry): number {
  const header = reader.read(position, localHeaderBytes);
  if (header.length < localHeaderBytes || header.readUInt32LE(0) !== localSignature)
    throw new ZipDamaged("a part lies outside the file");
  return position + localHeaderBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
}
