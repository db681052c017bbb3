import { readFile } from "node:fs/promises";
import { findDocuments } from "../engines/measuring/documents.ts";

export interface SmallDocument {
  readonly name: string;
  readonly content: Buffer<ArrayBuffer>;
}

/** The smallest documents of a folder, in memory, so that no disk is measured. */
export async function smallDocuments(folder: string, count: number): Promise<SmallDocument[]> {
  const documents = await findDocuments(folder);
  const smallest = documents.toSorted((a, b) => a.bytes - b.bytes).slice(0, count);
  return await Promise.all(smallest.map(async ({ name, path }) => ({ name, content: await readFile(path) })));
}
