import { createHash } from "node:crypto";
import { addAbortSignal, Readable } from "node:stream";
import { AppError } from "../app-error.ts";
import { type Clock, systemClock } from "../seams/clock.ts";
import type {
  ByteRange,
  FileStorage,
  KeptFile,
  ListedFile,
  StoredFile,
  WrittenFile,
} from "../seams/file-storage.ts";
import { checkStorageKey } from "../seams/storage-key.ts";

/** Files in a map: collected first, put into the map in one step. */
export class MemoryFileStorage implements FileStorage {
  readonly #files = new Map<string, { content: Buffer; modifiedAt: number }>();
  readonly #clock: Clock;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  async write(
    key: string,
    stream: Readable,
    {
      maxBytes = Infinity,
      ifAbsent = false,
      signal,
    }: { maxBytes?: number; ifAbsent?: boolean; signal?: AbortSignal } = {},
  ): Promise<WrittenFile> {
    checkStorageKey(key);
    if (signal !== undefined) addAbortSignal(signal, stream);
    const content = await collect(stream, maxBytes);
    if (ifAbsent && this.#files.has(key))
      throw new AppError("conflict", "file_exists", `There is a file under ${key} already.`);
    this.#files.set(key, { content, modifiedAt: this.#clock.now() });
    return { bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") };
  }

  async read(key: string, range?: ByteRange): Promise<StoredFile | undefined> {
    checkStorageKey(key);
    const content = this.#files.get(key)?.content;
    if (content === undefined) return undefined;
    const totalBytes = content.length;
    if (range !== undefined && range.start >= totalBytes) {
      const message = `The file has ${totalBytes} bytes; the range starts beyond them.`;
      throw new AppError("request", "range_not_satisfiable", message);
    }
    const wanted = range === undefined ? content : content.subarray(range.start, range.end + 1);
    return { stream: Readable.from([wanted], { objectMode: false }), totalBytes };
  }

  async link(key: string): Promise<string | undefined> {
    checkStorageKey(key);
    return undefined;
  }

  async form(key: string): Promise<undefined> {
    checkStorageKey(key);
  }

  async remove(prefix: string): Promise<void> {
    checkStorageKey(prefix);
    for (const key of this.#files.keys()) {
      if (key === prefix || key.startsWith(`${prefix}/`)) this.#files.delete(key);
    }
  }

  async removeFiles(keys: readonly string[]): Promise<readonly KeptFile[]> {
    for (const key of keys) checkStorageKey(key);
    for (const key of keys) this.#files.delete(key);
    return [];
  }

  async *list(prefix: string, olderThan: number): AsyncGenerator<ListedFile> {
    checkStorageKey(prefix);
    for (const [key, { content, modifiedAt }] of [...this.#files]) {
      if (key.startsWith(`${prefix}/`) && modifiedAt < olderThan)
        yield { key, bytes: content.length, modifiedAt };
    }
  }

  async ping(): Promise<void> {}

  async close(): Promise<void> {}
}

async function collect(stream: Readable, maxBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of stream) {
    bytes += piece.length;
    if (bytes > maxBytes)
      throw new AppError(
        "request",
        "upload_too_large",
        `The file has more than the ${maxBytes} bytes allowed.`,
      );
    pieces.push(Buffer.from(piece));
  }
  return Buffer.concat(pieces);
}
