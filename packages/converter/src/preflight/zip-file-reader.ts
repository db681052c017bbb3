import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Reads pieces of a file at once instead of by callback: an archive is read in many small ones that the system has cached. */
export class ZipFileReader {
  readonly bytes: number;
  readonly #descriptor: number;

  constructor(path: string) {
    this.#descriptor = openSync(path, "r");
    this.bytes = fstatSync(this.#descriptor).size;
  }

  /** Fewer bytes than asked for where the file ends, and none outside of it. */
  read(position: number, length: number): Buffer {
    const available = Math.min(length, this.bytes - position);
    if (position < 0 || available <= 0) return Buffer.alloc(0);
    const buffer = Buffer.alloc(available);
    return buffer.subarray(0, readSync(this.#descriptor, buffer, 0, available, position));
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
