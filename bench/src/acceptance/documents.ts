import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { type SourceFormat, sourceFormatOf } from "@platen/core";

export interface AcceptanceDocument {
  /** Its path below the folder that was named. */
  readonly file: string;
  readonly path: string;
  readonly format: SourceFormat;
  /** Of the content and the format: the name of everything that is kept about it. */
  readonly key: string;
}

/** Every document below a folder whose name Platen takes. The same content under several names is one document. */
export async function findDocuments(folder: string): Promise<AcceptanceDocument[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const documents = new Map<string, AcceptanceDocument>();
  for (const path of paths.toSorted()) {
    const format = sourceFormatOf(path);
    if (format === undefined) continue;
    const key = `${createHash("sha256")
      .update(await readFile(path))
      .digest("hex")
      .slice(0, 32)}.${format}`;
    if (!documents.has(key)) documents.set(key, { file: relative(folder, path), path, format, key });
  }
  return [...documents.values()];
}
