import type { Readable } from "node:stream";
import { type SourceFormat, sourceFormats } from "../conversion/sources/source-formats.ts";
import type { AttachedFile, JobSource } from "../job/job.ts";
import type { FileStorage } from "../seams/file-storage.ts";
import { newSourceKey } from "./storage-keys.ts";

export interface Upload {
  readonly jobId: string;
  /** Shown and offered for download; never part of a key or path. */
  readonly filename: string;
  readonly format: SourceFormat;
  readonly stream: Readable;
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}

/** Upload → store. Nothing stays behind when the stream breaks, is too large or is aborted. */
export async function storeSource(files: FileStorage, upload: Upload): Promise<JobSource> {
  const { jobId, filename, format, stream, maxBytes, signal } = upload;
  const key = newSourceKey(jobId);
  const { mediaType } = sourceFormats[format];
  const written = await files.write(key, stream, { maxBytes, mediaType, ...(signal && { signal }) });
  return { key, filename, format, mediaType, ...written };
}

export interface Attachment extends Omit<Upload, "format"> {
  readonly role: AttachedFile["role"];
  readonly mediaType: string;
}

/** The same for a file that comes along with the documents. */
export async function storeAttachment(files: FileStorage, upload: Attachment): Promise<AttachedFile> {
  const { jobId, filename, role, mediaType, stream, maxBytes, signal } = upload;
  const key = newSourceKey(jobId);
  const written = await files.write(key, stream, { maxBytes, mediaType, ...(signal && { signal }) });
  return { key, filename, role, mediaType, ...written };
}
