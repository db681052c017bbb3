import { constants, createInflateRaw, inflateRawSync } from "node:zlib";
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from "yauzl";
import { SourceExcess } from "./source-excess.ts";
import { ZipFileReader } from "./zip-file-reader.ts";

/** Deflate cannot pack better than this: what a part unpacks to at most is known from its packed size. */
const bestRatio = 1_032;
/** Longer than any name of an office document's part. */
const maxNameLetters = 1_000;
/** Names, extra fields and comments of all parts; office programs need about a hundred bytes for each. */
const maxListBytes = 16_777_216;
/** Deflate's own marks, where data does not pack. */
const deflateAllowance = 65_536;

const stored = 0;
const deflated = 8;

export class ZipDamaged extends Error {}

/** A part of a zip file. A name may be there twice: each time is a part. */
export interface ZipPart {
  readonly name: string;
  readonly packedBytes: number;
  /** What the archive says; may be a lie. */
  readonly statedBytes: number;
  /** What it can unpack to at most, whatever the archive says. */
  readonly mostBytes: number;
  /** Packed in a way that office programs read, and not encrypted. */
  readonly isReadable: boolean;
  readonly entry: Entry;
}

export interface PartStart {
  readonly bytes: Buffer;
  /** There is no more of the part. */
  readonly isWhole: boolean;
}

/** Reads a zip file's list and single parts; a file that is no sound zip fails with ZipDamaged. */
export class ZipArchive {
  readonly #file: ZipFile;
  readonly #reader: ZipFileReader;
  readonly #byName = new Map<string, ZipPart>();
  readonly parts: readonly ZipPart[];

  private constructor(reader: ZipFileReader, file: ZipFile, parts: readonly ZipPart[]) {
    this.#reader = reader;
    this.#file = file;
    this.parts = parts;
    for (const part of parts) {
      const key = part.name.toLowerCase();
      if (!this.#byName.has(key)) this.#byName.set(key, part);
    }
  }

  /** Fails with SourceExcess where the list of parts is longer than is read. */
  static async open(path: string, maxEntries: number): Promise<ZipArchive> {
    const reader = new ZipFileReader(path);
    try {
      return await sound(async () => {
        const file = await fromRandomAccessReaderPromise(reader, reader.bytes, { autoClose: false });
        return new ZipArchive(reader, file, await readList(file, maxEntries));
      });
    } catch (error) {
      reader.closeNow();
      throw error;
    }
  }

  /** The first part of this name; case does not matter, as it does not to LibreOffice. */
  find(name: string): ZipPart | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  /** What the first `packedBytes` of a part unpack to: a thousand times as much at most. Quick. */
  readPrefix(part: ZipPart, packedBytes: number): PartStart {
    const packed = this.#readPacked(part, packedBytes);
    const isWhole = packed.length === part.packedBytes;
    if (part.entry.compressionMethod === stored) return { bytes: packed, isWhole };
    return { bytes: inflateStart(part, packed, packed.length * bestRatio + 1_024), isWhole };
  }

  /** The first `maxBytes` of a part, unpacked. */
  async readStart(part: ZipPart, maxBytes: number): Promise<PartStart> {
    const packed = this.#readPacked(part, maxBytes + deflateAllowance);
    const isWhole = packed.length === part.packedBytes;
    if (part.entry.compressionMethod === stored) {
      return { bytes: packed.subarray(0, maxBytes), isWhole: isWhole && packed.length <= maxBytes };
    }
    try {
      return { bytes: inflateStart(part, packed, maxBytes), isWhole };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ERR_BUFFER_TOO_LARGE") throw error;
      return { bytes: await inflateUpTo(packed, maxBytes), isWhole: false };
    }
  }

  /** All bytes of a part as they are packed, to be copied. */
  readWholePacked({ entry }: ZipPart): Buffer {
    try {
      return this.#reader.readPart(entry, entry.compressedSize);
    } catch (error) {
      throw damaged(error);
    }
  }

  #readPacked({ entry, isReadable }: ZipPart, bytes: number): Buffer {
    if (!isReadable) throw new ZipDamaged("a part cannot be unpacked");
    try {
      return this.#reader.readPart(entry, Math.min(entry.compressedSize, bytes));
    } catch (error) {
      throw damaged(error);
    }
  }

  /** Unpacks a part and counts its bytes, keeping none; stops beyond `maxBytes`. */
  async measure({ entry }: ZipPart, maxBytes: number): Promise<number> {
    return sound(async () => {
      let bytes = 0;
      for await (const chunk of await this.#file.openReadStreamPromise(entry)) {
        bytes += chunk.length;
        if (bytes > maxBytes) break;
      }
      return bytes;
    });
  }

  close(): void {
    this.#reader.closeNow();
  }
}

async function readList(file: ZipFile, maxEntries: number): Promise<readonly ZipPart[]> {
  const parts: ZipPart[] = [];
  let listBytes = 0;
  for await (const entry of file.eachEntry()) {
    if (parts.length === maxEntries) throw new SourceExcess(`it holds more than ${maxEntries} parts`);
    if (entry.fileName.length > maxNameLetters) throw new SourceExcess("the name of a part is too long");
    listBytes += entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
    if (listBytes > maxListBytes) throw new SourceExcess("its list of parts is too long");
    parts.push(partOf(entry));
  }
  return parts;
}

function partOf(entry: Entry): ZipPart {
  const isDeflated = entry.compressionMethod === deflated;
  return {
    name: entry.fileName,
    packedBytes: entry.compressedSize,
    statedBytes: entry.uncompressedSize,
    mostBytes: isDeflated ? entry.compressedSize * bestRatio : entry.compressedSize,
    isReadable: (isDeflated || entry.compressionMethod === stored) && !entry.isEncrypted(),
    entry,
  };
}

/** The end of the stream may be missing on purpose. Fails with ERR_BUFFER_TOO_LARGE beyond `maxBytes`. */
function inflateStart({ entry }: ZipPart, packed: Buffer, maxBytes: number): Buffer {
  // The default chunk of 16 KB, for each of hundreds of parts, would keep the collector of garbage at work.
  const chunkSize = Math.min(Math.max(entry.uncompressedSize, 1_024), 16_384);
  try {
    const finishFlush = constants.Z_SYNC_FLUSH;
    return inflateRawSync(packed, { finishFlush, chunkSize, maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw error;
    throw damaged(error);
  }
}

async function inflateUpTo(packed: Buffer, maxBytes: number): Promise<Buffer> {
  return sound(async () => {
    const inflate = createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH });
    inflate.end(packed);
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of inflate) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= maxBytes) break;
    }
    return Buffer.concat(chunks).subarray(0, maxBytes);
  });
}

async function sound<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof SourceExcess) throw error;
    throw damaged(error);
  }
}

function damaged(error: unknown): ZipDamaged {
  return new ZipDamaged(error instanceof Error ? error.message : "unreadable", { cause: error });
}
