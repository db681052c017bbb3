import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { Readable } from "node:stream";
import { type Entry, RandomAccessReader } from "yauzl";

const localHeaderBytes = 30;

/** Reads at once instead of by callback: the list of parts is read in many small pieces that the system has cached. */
export class ZipFileReader extends RandomAccessReader {
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
      const bytes = readSync(this.#descriptor, chunk, 0, chunk.length, position);
      if (bytes === 0) throw new Error("the file ends too early");
      position += bytes;
      return chunk.subarray(0, bytes);
    };
    return new Readable({
      highWaterMark: 65_536,
      read(size) {
        try {
          this.push(position < end ? read(size) : null);
        } catch (error) {
          this.destroy(error as Error);
        }
      },
    });
  }

  /** The first packed bytes of a part, which lie behind a header of its own. */
  readPart(entry: Entry, length: number): Buffer {
    const position = entry.relativeOffsetOfLocalHeader;
    if (position > this.bytes) throw new Error("a part lies outside the file");
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
