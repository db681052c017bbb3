import { constants, type FileHandle, link, open, rename } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import {
  AppError,
  type ByteRange,
  checkStorageKey,
  type FileStorage,
  type KeptFile,
  type ListedFile,
  type StoredFile,
  type WrittenFile,
} from "@platen/core";
import type { IncomingFiles } from "./incoming-files.ts";
import { listFiles } from "./list-files.ts";
import { receiveFile } from "./receive-file.ts";
import { removeFile, removeFiles } from "./remove-files.ts";
import { asStorageError, isMissing, systemCodeOf } from "./storage-error.ts";
import { areRealFolders, makeFolders, removeEmptyFolders, syncFolders } from "./storage-folders.ts";
import { StoredFileStream } from "./stored-file-stream.ts";

/** Does not follow a link and does not wait for the other end of a pipe. */
const readCarefully = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** A removal may take an empty folder away before something is put into it; it would have to be that quick each time. */
const placingTries = 20;

/**
 * Files in a folder that no key leads out of: keys are checked, and links are never followed. A file grows under a
 * temporary name, is brought to the disk, and then gets its own name in one step, so nobody ever sees half of it.
 */
export class DiskFileStorage implements FileStorage {
  readonly #root: string;
  readonly #incoming: IncomingFiles;

  constructor(root: string, incoming: IncomingFiles) {
    this.#root = root;
    this.#incoming = incoming;
  }

  async write(
    key: string,
    stream: Readable,
    { maxBytes = Infinity, ifAbsent = false, signal }: WriteOptions = {},
  ): Promise<WrittenFile> {
    checkStorageKey(key);
    try {
      const incoming = await this.#incoming.create();
      try {
        const written = await receiveFile(incoming.handle, stream, { maxBytes, signal });
        await this.#place(incoming.path, key, ifAbsent);
        return written;
      } finally {
        await this.#incoming.discard(incoming);
      }
    } catch (error) {
      stream.destroy();
      throw asStorageError(error, this.#root);
    }
  }

  async read(key: string, range?: ByteRange): Promise<StoredFile | undefined> {
    checkStorageKey(key);
    try {
      const handle = await this.#open(key);
      return handle && (await storedFile(handle, range, (error) => asStorageError(error, this.#root)));
    } catch (error) {
      throw asStorageError(error, this.#root);
    }
  }

  async link(key: string): Promise<undefined> {
    checkStorageKey(key);
  }

  async form(key: string): Promise<undefined> {
    checkStorageKey(key);
  }

  async remove(prefix: string): Promise<void> {
    checkStorageKey(prefix);
    try {
      if (!(await areRealFolders(this.#root, prefix))) return;
      await removeFiles(path.join(this.#root, prefix));
      await removeEmptyFolders(this.#root, prefix);
    } catch (error) {
      throw asStorageError(error, this.#root);
    }
  }

  async removeFiles(keys: readonly string[]): Promise<readonly KeptFile[]> {
    for (const key of keys) checkStorageKey(key);
    const kept: KeptFile[] = [];
    for (const key of keys)
      try {
        await removeFile(this.#root, key);
      } catch (error) {
        kept.push({ key, error: asStorageError(error, this.#root) });
      }
    return kept;
  }

  async *list(prefix: string, olderThan: number): AsyncGenerator<ListedFile> {
    checkStorageKey(prefix);
    try {
      if (!(await areRealFolders(this.#root, `${prefix}/`))) return;
      for await (const file of listFiles(path.join(this.#root, prefix), prefix))
        if (file.modifiedAt < olderThan) yield file;
    } catch (error) {
      throw asStorageError(error, this.#root);
    }
  }

  async ping(): Promise<void> {
    try {
      await this.#incoming.discard(await this.#incoming.create());
    } catch (error) {
      throw asStorageError(error, this.#root);
    }
  }

  async close(): Promise<void> {}

  /** Undefined when there is no such file; a link, a pipe or a folder is none. */
  async #open(key: string): Promise<FileHandle | undefined> {
    if (!(await areRealFolders(this.#root, key))) return undefined;
    try {
      return await open(path.join(this.#root, key), readCarefully);
    } catch (error) {
      if (isMissing(error) || systemCodeOf(error) === "ELOOP") return undefined;
      throw error;
    }
  }

  async #place(from: string, key: string, ifAbsent: boolean): Promise<void> {
    const place = path.join(this.#root, key);
    for (let triesLeft = placingTries; ; triesLeft -= 1) {
      try {
        await makeFolders(this.#root, key);
        await (ifAbsent ? link(from, place) : rename(from, place));
        break;
      } catch (error) {
        if (ifAbsent && systemCodeOf(error) === "EEXIST")
          throw new AppError("conflict", "file_exists", `There is a file under ${key} already.`, error);
        if (!isMissing(error) || triesLeft === 0) throw error;
      }
    }
    await syncFolders(this.#root, key);
  }
}

interface WriteOptions {
  readonly maxBytes?: number;
  readonly ifAbsent?: boolean;
  readonly signal?: AbortSignal;
}

async function storedFile(
  handle: FileHandle,
  range: ByteRange | undefined,
  asError: (error: unknown) => unknown,
): Promise<StoredFile | undefined> {
  let isHandedOver = false;
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) return undefined;
    const totalBytes = stats.size;
    if (range !== undefined && range.start >= totalBytes) {
      const message = `The file has ${totalBytes} bytes; the range starts beyond them.`;
      throw new AppError("request", "range_not_satisfiable", message);
    }
    const start = range?.start ?? 0;
    const end = Math.min(totalBytes, (range?.end ?? totalBytes) + 1);
    isHandedOver = true;
    return { stream: new StoredFileStream(handle, { start, end }, asError), totalBytes };
  } finally {
    if (!isHandedOver) await handle.close();
  }
}
