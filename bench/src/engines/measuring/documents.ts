import { copyFile, mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type SourceFormat, sourceFormatOf } from "@platen/core";
import type { Engine, Task } from "../running/engine.ts";

export interface Document {
  readonly name: string;
  readonly path: string;
  readonly format: SourceFormat;
  readonly bytes: number;
}

/** The documents of a folder, sorted by name. Files whose extension is not a supported format are ignored. */
export async function findDocuments(folder: string): Promise<Document[]> {
  const names = (await readdir(folder)).sort();
  const documents = await Promise.all(
    names.map(async (name): Promise<Document[]> => {
      const format = sourceFormatOf(name);
      if (format === undefined) return [];
      const path = join(folder, name);
      return [{ name, path, format, bytes: (await stat(path)).size }];
    }),
  );
  const found = documents.flat();
  if (found.length === 0) throw new Error(`There is no document in ${folder}.`);
  return found;
}

/** Copies a document into a folder for one conversion, because LibreOffice may write beside its source. */
export async function copyForConversion(
  document: Document,
  { folder, result }: { folder: string; result: string },
): Promise<Task> {
  await mkdir(folder, { recursive: true });
  const source = join(folder, `source.${document.format}`);
  await copyFile(document.path, source);
  return { source, format: document.format, result };
}

export async function removeCopy(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

/** Converts a document once more without measuring; returns the path of the PDF. */
export async function convertAgain(
  engine: Engine,
  documents: readonly Document[],
  { name, folder }: { name: string; folder: string },
): Promise<string> {
  const document = documents.find((candidate) => candidate.name === name);
  if (document === undefined) throw new Error(`There is no document ${name}.`);
  const conversionFolder = join(folder, "again", name);
  const task = await copyForConversion(document, {
    folder: conversionFolder,
    result: `${conversionFolder}.pdf`,
  });
  await engine.convert(task);
  return task.result;
}
