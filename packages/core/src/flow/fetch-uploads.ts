import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { type Job, sourcesOf } from "../job/job.ts";
import type { ConversionAttachment, ConversionRequest, ConversionSource } from "../seams/converter.ts";
import type { FileStorage } from "../seams/file-storage.ts";

/** What was uploaded, for a request to a converter. */
export type Fetched = Pick<ConversionRequest, "source" | "moreSources" | "attachedFiles">;

/** Brings everything that was uploaded for a job into a folder. Undefined when the storage no longer has it all. */
export async function fetchUploads(
  files: FileStorage,
  job: Job,
  folder: string,
  signal: AbortSignal,
): Promise<Fetched | undefined> {
  const sources: ConversionSource[] = [];
  for (const [index, { key, format, filename }] of sourcesOf(job).entries()) {
    const path = join(folder, `source-${index + 1}.${format}`);
    if (!(await fetchFile(files, key, path, signal))) return undefined;
    sources.push({ path, format, filename });
  }
  const attachedFiles: ConversionAttachment[] = [];
  for (const [index, { key, role, filename, mediaType }] of (job.attachedFiles ?? []).entries()) {
    const path = join(folder, `attached-${index + 1}`);
    if (!(await fetchFile(files, key, path, signal))) return undefined;
    attachedFiles.push({ role, path, filename, mediaType });
  }
  const [source, ...moreSources] = sources;
  if (source === undefined) throw new Error("a job has a source");
  return {
    source,
    ...(moreSources.length > 0 && { moreSources }),
    ...(attachedFiles.length > 0 && { attachedFiles }),
  };
}

/** False when the storage no longer has it. */
export async function fetchFile(
  files: FileStorage,
  key: string,
  path: string,
  signal: AbortSignal,
): Promise<boolean> {
  const stored = await files.read(key);
  if (stored === undefined) return false;
  await pipeline(stored.stream, createWriteStream(path, { mode: 0o600 }), { signal });
  return true;
}
