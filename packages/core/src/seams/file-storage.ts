import type { Readable } from "node:stream";

export interface WrittenFile {
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** A file that is still there, and why. */
export interface KeptFile {
  readonly key: string;
  readonly error: unknown;
}

export interface StoredFile {
  /** The bytes asked for. Destroy it when it is not read to its end. */
  readonly stream: Readable;
  /** Of the whole file, whatever range was asked for. */
  readonly totalBytes: number;
}

/** Both ends included, from 0, as in RFC 9110; `end` beyond the file means its last byte. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface ListedFile {
  readonly key: string;
  readonly bytes: number;
  readonly modifiedAt: number;
}

/** With it anyone may store one file by multipart/form-data, without its bytes passing through Platen. */
export interface UploadForm {
  readonly url: string;
  /** They come before the file, whose own field is `file`. */
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Keeps files under keys of `a-z A-Z 0-9 . _ -` in parts of at most 128 characters divided by `/`, none of them `.` or
 * `..`, 512 bytes in all; any other key or prefix fails with `request` / `invalid_storage_key` (`checkStorageKey`). No key
 * may be the beginning of another up to a `/`. Memory use does not grow with a file. Failures of the storage itself are
 * `unavailable` / `file_storage_unavailable`, a full disk `unavailable` / `file_storage_full`.
 */
export interface FileStorage {
  /**
   * Stores the stream to its end, durably, and says what arrived. Until then, and for ever if the stream fails,
   * `signal` is aborted or more than `maxBytes` come (`request` / `upload_too_large`), nothing is readable under
   * the key that was not before. With `ifAbsent` it fails with `conflict` / `file_exists` where a file is.
   */
  write(
    key: string,
    stream: Readable,
    options?: { maxBytes?: number; ifAbsent?: boolean; signal?: AbortSignal; mediaType?: string },
  ): Promise<WrittenFile>;
  /** Undefined when there is no such file. Fails with `request` / `range_not_satisfiable` when `range` starts beyond the end. */
  read(key: string, range?: ByteRange): Promise<StoredFile | undefined>;
  /** An address from which anyone can download the file for `expiresInMs`, or undefined where the storage has none. */
  link(
    key: string,
    options: { filename: string; mediaType: string; expiresInMs: number },
  ): Promise<string | undefined>;
  /**
   * A form that stores or replaces the file under this key, of at most `maxBytes`, for `expiresInMs`; undefined where
   * the storage takes files through `write` alone.
   */
  form(key: string, options: { maxBytes: number; expiresInMs: number }): Promise<UploadForm | undefined>;
  /** Removes every file whose key is `prefix` or begins with `prefix/`; nothing there is no failure. */
  remove(prefix: string): Promise<void>;
  /**
   * Removes the files of just these keys, at a lower cost than `remove`; nothing there is no failure. What is wrong with
   * single files keeps no other from being removed; fails when none of them can be removed now.
   */
  removeFiles(keys: readonly string[]): Promise<readonly KeptFile[]>;
  /** Every file below `prefix` that was stored before `olderThan`, in no promised order. */
  list(prefix: string, olderThan: number): AsyncIterable<ListedFile>;
  ping(): Promise<void>;
  close(): Promise<void>;
}
