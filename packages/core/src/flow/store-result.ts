import { createReadStream } from "node:fs";
import type { Conversion, Warning } from "../conversion/outcome.ts";
import { mediaTypeOfResult } from "../conversion/target-formats.ts";
import type { Job, JobResult } from "../job/job.ts";
import type { FileStorage } from "../seams/file-storage.ts";
import { newAttemptPrefix } from "./storage-keys.ts";

/** Where everything of the attempt was stored, for taking it away should the job turn out to be another's. */
export interface StoredResult {
  readonly result: JobResult;
  readonly warnings: readonly Warning[];
  readonly prefix: string;
}

/** Stores what an attempt made, under a key that no other attempt uses. Visible to nobody until the job says so. */
export async function storeResult(files: FileStorage, job: Job, made: Conversion): Promise<StoredResult> {
  const prefix = newAttemptPrefix(job);
  const key = `${prefix}/result.${made.format}`;
  const mediaType = mediaTypeOfResult(made.format);
  const written = await files.write(key, createReadStream(made.path), { ifAbsent: true, mediaType });
  const thumbnailKey = made.thumbnailPath === undefined ? null : `${prefix}/thumbnail.png`;
  if (thumbnailKey !== null && made.thumbnailPath !== undefined) {
    await files.write(thumbnailKey, createReadStream(made.thumbnailPath), {
      ifAbsent: true,
      mediaType: "image/png",
    });
  }
  const filename = `${withoutExtension(job.source.filename)}.${made.format}`;
  const { pages, engine, warnings } = made;
  return { prefix, warnings, result: { key, filename, mediaType, ...written, pages, engine, thumbnailKey } };
}

function withoutExtension(filename: string): string {
  return filename.replace(/(?<=.)\.[^.]*$/, "");
}
