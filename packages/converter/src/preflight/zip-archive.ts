import { Readable } from "node:stream";
import { constants, createInflateRaw, inflateRawSync } from "node:zlib";
import { deflated, readZipDirectory, startOfPart, stored, type ZipEntry } from "./zip-directory.ts";
import { ZipDamaged } from "./zip-end.ts";
import { ZipFileReader } from "./zip-file-reader.ts";

/** Deflate cannot pack better than this: what a part unpacks to at most is known from its packed size. */
const bestRatio = 1_032;
/** Deflate's own marks, where data does not pack. */
const deflateAllowance = 65_536;

/** As much of a part as is unpacked at once to be counted. */
const countedAtOnce = 1_048_576;

/** A part of a zip file. A name may be there twice: each time is a part. */
export interface ZipPart extends ZipEntry {
  /** What it can unpack to at most, whatever the archive says. */
  readonly mostBytes: number;
  /** Packed in a way that office programs read. */
  readonly isReadable: boolean;
}

export interface PartStart {
  readonly bytes: Buffer;
  /** There is no more of the part. */
  readonly isWhole: boolean;
}

/** Reads a zip file's list and single parts; a file that is no sound zip fails with ZipDamaged. */
export class ZipArchive {
  readonly #reader: ZipFileReader;
  readonly #byName = new Map<string, ZipPart>();
  readonly #byAnyCase = new Map<string, ZipPart>();
  readonly parts: readonly ZipPart[];

  private constructor(reader: ZipFileReader, parts: readonly ZipPart[]) {
    this.#reader = reader;
    this.parts = parts;
    for (const part of parts) {
      this.#byName.set(part.name, part);
      this.#byAnyCase.set(part.name.toLowerCase(), part);
    }
  }

  /** Fails with SourceExcess where the list of parts is longer than is read. */
  static open(path: string, maxEntries: number): ZipArchive {
    const reader = new ZipFileReader(path);
    try {
      return new ZipArchive(reader, readZipDirectory(reader, maxEntries).map(partOf));
    } catch (error) {
      reader.close();
      throw error;
    }
  }

  /** The part of this name, in any case where none has just this; of several the last, as LibreOffice takes it. */
  find(name: string): ZipPart | undefined {
    return this.#byName.get(name) ?? this.#byAnyCase.get(name.toLowerCase());
  }

  /** What the first `packedBytes` of a part unpack to: a thousand times as much at most. Quick. */
  readPrefix(part: ZipPart, packedBytes: number): PartStart {
    const packed = this.#readPacked(part, packedBytes);
    const isWhole = packed.length === part.packedBytes;
    if (part.method === stored) return { bytes: packed, isWhole };
    return { bytes: inflateStart(part, packed, packed.length * bestRatio + 1_024), isWhole };
  }

  /** The first `maxBytes` of a part, unpacked. */
  async readStart(part: ZipPart, maxBytes: number): Promise<PartStart> {
    const packed = this.#readPacked(part, maxBytes + deflateAllowance);
    const isWhole = packed.length === part.packedBytes;
    if (part.method === stored) {
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
  readWholePacked(part: ZipPart): Buffer {
    return this.#reader.read(startOfPart(this.#reader, part), part.packedBytes);
  }

  #readPacked(part: ZipPart, bytes: number): Buffer {
    if (!part.isReadable) throw new ZipDamaged("a part cannot be unpacked");
    return this.#reader.read(startOfPart(this.#reader, part), Math.min(part.packedBytes, bytes));
  }

  /** Unpacks a part and counts its bytes, keeping none; stops beyond `maxBytes`, and where it is damaged. */
  async measure(part: ZipPart, maxBytes: number): Promise<number> {
    if (part.method === stored) return part.packedBytes;
    const source = Readable.from(this.#pieces(startOfPart(this.#reader, part), part.packedBytes));
    const inflate = createInflateRaw({ chunkSize: 65_536 });
    source.on("error", (error) => inflate.destroy(error)).pipe(inflate);
    let bytes = 0;
    try {
      for await (const chunk of inflate) {
        bytes += (chunk as Buffer).length;
        if (bytes > maxBytes) break;
      }
    } catch (error) {
      // What cannot be unpacked further does no harm: LibreOffice says whether it can do without.
      if (!isOfInflate(error)) throw error;
    } finally {
      source.destroy();
    }
    return bytes;
  }

  *#pieces(start: number, length: number): Generator<Buffer> {
    for (let at = 0; at < length; at += countedAtOnce) {
      const piece = this.#reader.read(start + at, Math.min(countedAtOnce, length - at));
      if (piece.length === 0) return;
      yield piece;
    }
  }

  close(): void {
    this.#reader.close();
  }
}

function isOfInflate(error: unknown): boolean {
  return ((error as NodeJS.ErrnoException).code ?? "").startsWith("Z_");
}

function partOf(entry: ZipEntry): ZipPart {
  const isDeflated = entry.method === deflated;
  return {
    ...entry,
    mostBytes: isDeflated ? entry.packedBytes * bestRatio : entry.packedBytes,
    isReadable: isDeflated || entry.method === stored,
  };
}

/** The end of the stream may be missing on purpose. Fails with ERR_BUFFER_TOO_LARGE beyond `maxBytes`. */
function inflateStart({ statedBytes }: ZipPart, packed: Buffer, maxBytes: number): Buffer {
  // The default chunk of 16 KB, for each of hundreds of parts, would keep the collector of garbage at work.
  const chunkSize = Math.min(Math.max(statedBytes, 1_024), 16_384);
  try {
    const finishFlush = constants.Z_SYNC_FLUSH;
    return inflateRawSync(packed, { finishFlush, chunkSize, maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw error;
    throw damaged(error);
  }
}

async function inflateUpTo(packed: Buffer, maxBytes: number): Promise<Buffer> {
  const inflate = createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH });
  inflate.end(packed);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of inflate) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= maxBytes) break;
    }
  } catch (error) {
    throw damaged(error);
  }
  return Buffer.concat(chunks).subarray(0, maxBytes);
}

function damaged(error: unknown): ZipDamaged {
  return new ZipDamaged(error instanceof Error ? error.message : "unreadable", { cause: error });
}
