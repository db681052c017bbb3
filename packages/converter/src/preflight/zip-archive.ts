import { constants, inflateRawSync } from "node:zlib";
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from "yauzl";
import { ZipFileReader } from "./zip-file-reader.ts";

/** Deflate cannot pack better than this: what a part unpacks to at most is known from its packed size. */
const bestRatio = 1_032;

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

/** Reads a zip file's list and single parts; a file that is no sound zip fails with ZipDamaged. */
export class ZipArchive {
  readonly #file: ZipFile;
  readonly #reader: ZipFileReader;
  readonly parts: readonly ZipPart[];

  private constructor(reader: ZipFileReader, file: ZipFile, parts: readonly ZipPart[]) {
    this.#reader = reader;
    this.#file = file;
    this.parts = parts;
  }

  /** Stops reading the list after `maxEntries`; `parts` then holds one more. */
  static async open(path: string, maxEntries: number): Promise<ZipArchive> {
    const reader = new ZipFileReader(path);
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
      // The end of the stream is missing on purpose. The default chunk of 16 KB, for each of hundreds of parts, would
      // keep the collector of garbage at work.
      const chunkSize = Math.min(Math.max(entry.uncompressedSize, 1_024), 16_384);
      return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, chunkSize });
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
