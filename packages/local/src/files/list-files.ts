import { lstat, opendir } from "node:fs/promises";
import path from "node:path";
import { isStorageKey, type ListedFile } from "@platen/core";
import { isMissing } from "./storage-error.ts";

/** Walks through the folder without ever holding a list of it. What vanishes meanwhile is left out; so are links. */
export async function* listFiles(folder: string, prefix: string): AsyncGenerator<ListedFile> {
  try {
    for await (const entry of await opendir(folder)) {
      const key = `${prefix}/${entry.name}`;
      const place = path.join(folder, entry.name);
      if (!isStorageKey(key)) continue;
      if (entry.isDirectory()) yield* listFiles(place, key);
      if (entry.isFile()) yield* listFile(place, key);
    }
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

async function* listFile(place: string, key: string): AsyncGenerator<ListedFile> {
  try {
    const { size, mtimeMs } = await lstat(place);
    yield { key, bytes: size, modifiedAt: mtimeMs };
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
