import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { Readable } from "node:stream";
import { constants, inflateRawSync } from "node:zlib";
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from "yauzl";

/** Deflate cannot pack better than this: what a part unpacks to at most is known from its packed size. */
const bestRatio = 1_032;

const stored = 0;
const deflated = 8;
const localHeaderBytes = 30;

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

/** Reads a zip file's list and single parts; a file that is no sound zip fails with ZipDamaged. */
export class ZipArchive {
  readonly #file: ZipFile;
  readonly #reader: FileReader;
  readonly parts: readonly ZipPart[];

  private constructor(reader: FileReader, file: ZipFile, parts: readonly ZipPart[]) {
    this.#reader = reader;
    this.#file = file;
    this.parts = parts;
  }

  /** Stops reading the list after `maxEntries`; `parts` then holds one more. */
  static async open(path: string, maxEntries: number): Promise<ZipArchive> {
    const reader = new FileReader(path);
    try {
      return await sound(async () => {
        const file = await fromRandomAccessReaderPromise(reader, reader.bytes, { autoClose: false });
        const parts: ZipPart[] = [];
        for await (const entry of file.eachEntry()) {
          parts.push(partOf(entry));
          if (parts.length > maxEntries) break;
        }
        return new ZipArchive(reader, file, parts);
      });
    } catch (error) {
      reader.closeNow();
      throw error;
    }
  }

  /** The first part of this name; case does not matter, as it does not to LibreOffice. */
  find(name: string): ZipPart | undefined {
    const key = name.toLowerCase();
    return this.parts.find((part) => part.name.toLowerCase() === key);
  }

  /** What the first `packedBytes` of a part unpack to. */
  readStart({ entry, isReadable }: ZipPart, packedBytes: number): Buffer {
    if (!isReadable) throw new ZipDamaged(`part ${entry.fileName} cannot be unpacked`);
    try {
      const packed = this.#reader.readPart(entry, Math.min(entry.compressedSize, packedBytes));
      if (entry.compressionMethod === stored) return packed;
      // The end of the stream is missing on purpose.
      return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH });
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

/** Reads at once instead of by callback: the list of parts is read in many small pieces that the system has cached. */
class FileReader extends RandomAccessReader {
  readonly bytes: number;
  readonly #descriptor: number;

  constructor(path: string) {
    super();
    this.#descriptor = openSync(path, "r");
    this.bytes = fstatSync(this.#descriptor).size;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    const bytes = readSync(this.#descriptor, buffer, offset, length, position);
    callback(bytes < length ? new Error("the file ends too early") : null);
  }

  override _readStreamForRange(start: number, end: number): Readable {
    let position = start;
    const read = (length: number) => {
      const chunk = Buffer.alloc(Math.min(length, end - position));
      position += readSync(this.#descriptor, chunk, 0, chunk.length, position);
      return chunk;
    };
    return new Readable({
      highWaterMark: 65_536,
      read(size) {
        const chunk = position < end ? read(size) : null;
        this.push(chunk);
      },
    });
  }

  /** The first packed bytes of a part, which lie behind a header of its own. */
  readPart(entry: Entry, length: number): Buffer {
    const position = entry.relativeOffsetOfLocalHeader;
    const header = Buffer.alloc(localHeaderBytes);
    readSync(this.#descriptor, header, 0, localHeaderBytes, position);
    const skip = localHeaderBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
    const packed = Buffer.alloc(length);
    return packed.subarray(0, readSync(this.#descriptor, packed, 0, length, position + skip));
  }

  closeNow(): void {
    closeSync(this.#descriptor);
  }
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

async function sound<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw damaged(error);
  }
}

function damaged(error: unknown): ZipDamaged {
  return new ZipDamaged(error instanceof Error ? error.message : "unreadable", { cause: error });
}
