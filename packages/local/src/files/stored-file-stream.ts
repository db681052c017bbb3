import type { FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";

const pieceBytes = 65_536;

/** The bytes of an open file from `start` up to but not including `end`; closes the file at its own end. */
export class StoredFileStream extends Readable {
  readonly #handle: FileHandle;
  readonly #asError: (error: unknown) => unknown;
  readonly #end: number;
  #position: number;

  constructor(
    handle: FileHandle,
    { start, end }: { start: number; end: number },
    asError: (error: unknown) => unknown,
  ) {
    super({ highWaterMark: pieceBytes });
    this.#handle = handle;
    this.#position = start;
    this.#end = end;
    this.#asError = asError;
  }

  override _read(): void {
    this.#readPiece().then(
      (piece) => this.push(piece),
      (error) => this.destroy(this.#asError(error) as Error),
    );
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.#handle.close().then(
      () => callback(error),
      (closeError) => callback(error ?? closeError),
    );
  }

  async #readPiece(): Promise<Buffer | null> {
    const length = Math.min(pieceBytes, this.#end - this.#position);
    if (length === 0) return null;
    const buffer = Buffer.allocUnsafeSlow(length);
    const { bytesRead } = await this.#handle.read(buffer, 0, length, this.#position);
    if (bytesRead === 0) throw new Error(`A stored file ended at ${this.#position}, before ${this.#end}.`);
    this.#position += bytesRead;
    return buffer.subarray(0, bytesRead);
  }
}
