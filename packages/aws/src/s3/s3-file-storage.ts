import type { Readable } from "node:stream";
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  paginateListObjectsV2,
  type S3Client,
} from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import {
  type ByteRange,
  checkStorageKey,
  type FileStorage,
  type KeptFile,
  type ListedFile,
  type StoredFile,
  type UploadForm,
  type WrittenFile,
} from "@platen/core";
import { asking, asUnavailable, awsErrorName, fileStorage } from "../asking.ts";
import { attachmentNamed } from "./attachment-name.ts";
import { removeFilesFromS3, removeFromS3 } from "./s3-removal.ts";
import { storedFileOf } from "./s3-stored-file.ts";
import { uploadToS3 } from "./s3-upload.ts";

/** What S3 takes in one piece; more needs parts, which a form cannot send. */
const largestPostBytes = 5 * 1024 ** 3;

/** One client for each way of waiting; all are closed with the storage. */
export interface S3Clients {
  readonly requests: S3Client;
  /** Ends a request only when no byte moves, however long the whole takes. */
  readonly uploads: S3Client;
  /** Signs links with the address that browsers reach. */
  readonly links: S3Client;
}

/**
 * One bucket of S3. Nothing of a file can be read before S3 has all of it and agrees on its checksum. Copies of a
 * file that broke off are dropped at once, or by the bucket's lifecycle when this process died.
 */
export class S3FileStorage implements FileStorage {
  readonly #clients: S3Clients;
  readonly #bucket: string;

  constructor(clients: S3Clients, bucket: string) {
    this.#clients = clients;
    this.#bucket = bucket;
  }

  async write(
    key: string,
    stream: Readable,
    options: { maxBytes?: number; ifAbsent?: boolean; signal?: AbortSignal; mediaType?: string } = {},
  ): Promise<WrittenFile> {
    checkStorageKey(key);
    const { maxBytes = Infinity, ifAbsent = false, signal, mediaType } = options;
    const target = {
      ...this.#at(key),
      ...(mediaType !== undefined && { ContentType: mediaType }),
      ...(ifAbsent && { IfNoneMatch: "*" }),
    };
    return uploadToS3(this.#clients.uploads, target, stream, { maxBytes, signal });
  }

  async read(key: string, range?: ByteRange): Promise<StoredFile | undefined> {
    checkStorageKey(key);
    const bytes = range && { Range: `bytes=${range.start}-${range.end}` };
    const command = new GetObjectCommand({ ...this.#at(key), ...bytes });
    return asking(fileStorage, () => storedFileOf(this.#clients.requests.send(command)));
  }

  async link(
    key: string,
    { filename, mediaType, expiresInMs }: { filename: string; mediaType: string; expiresInMs: number },
  ): Promise<string | undefined> {
    checkStorageKey(key);
    // A link to what is gone would show S3's own error to the person.
    if (!(await this.#has(key))) return undefined;
    const command = new GetObjectCommand({
      ...this.#at(key),
      ResponseContentDisposition: attachmentNamed(filename),
      ResponseContentType: mediaType,
    });
    const expiresIn = Math.ceil(expiresInMs / 1000);
    return asking(fileStorage, () => getSignedUrl(this.#clients.links, command, { expiresIn }));
  }

  async form(
    key: string,
    { maxBytes, expiresInMs }: { maxBytes: number; expiresInMs: number },
  ): Promise<UploadForm> {
    checkStorageKey(key);
    return asking(fileStorage, () =>
      createPresignedPost(this.#clients.links, {
        ...this.#at(key),
        Conditions: [["content-length-range", 0, Math.min(maxBytes, largestPostBytes)]],
        Expires: Math.ceil(expiresInMs / 1000),
      }),
    );
  }

  async remove(prefix: string): Promise<void> {
    checkStorageKey(prefix);
    await asking(fileStorage, () => removeFromS3(this.#clients.requests, this.#bucket, prefix));
  }

  async removeFiles(keys: readonly string[]): Promise<readonly KeptFile[]> {
    for (const key of keys) checkStorageKey(key);
    const { requests } = this.#clients;
    const kept = await asking(fileStorage, () => removeFilesFromS3(requests, this.#bucket, keys));
    return kept.map(({ key, error }) => ({ key, error: asUnavailable(fileStorage, error) }));
  }

  async *list(prefix: string, olderThan: number): AsyncGenerator<ListedFile> {
    checkStorageKey(prefix);
    const pages = paginateListObjectsV2(
      { client: this.#clients.requests },
      { Bucket: this.#bucket, Prefix: `${prefix}/` },
    );
    for (;;) {
      const page = await asking(fileStorage, () => pages.next());
      if (page.done) return;
      for (const { Key, Size, LastModified } of page.value.Contents ?? []) {
        const modifiedAt = LastModified?.getTime() ?? 0;
        if (Key !== undefined && modifiedAt < olderThan) yield { key: Key, bytes: Size ?? 0, modifiedAt };
      }
    }
  }

  /** Asks what the role may ask; permission for the bucket's head alone would be one more. */
  async ping(): Promise<void> {
    const command = new ListObjectsV2Command({ Bucket: this.#bucket, Prefix: "sources/", MaxKeys: 1 });
    await asking(fileStorage, () => this.#clients.requests.send(command));
  }

  async close(): Promise<void> {
    for (const client of Object.values(this.#clients)) client.destroy();
  }

  #at(key: string) {
    return { Bucket: this.#bucket, Key: key };
  }

  async #has(key: string): Promise<boolean> {
    const command = new HeadObjectCommand(this.#at(key));
    return asking(fileStorage, () =>
      this.#clients.requests.send(command).then(
        () => true,
        (error) => {
          if (awsErrorName(error) === "NotFound") return false;
          throw error;
        },
      ),
    );
  }
}
