import type { Readable } from "node:stream";
import { MemoryFileStorage } from "../memory/memory-file-storage.ts";
import type { KeptFile, WrittenFile } from "../seams/file-storage.ts";

/** A storage whose content can be read synchronously. */
export class WatchedFiles extends MemoryFileStorage {
  readonly #hashes = new Map<string, string>();

  hashOf(key: string | undefined): string | undefined {
    return this.#hashes.get(key ?? "");
  }

  keys(): string[] {
    return [...this.#hashes.keys()];
  }

  override async write(key: string, stream: Readable, options = {}): Promise<WrittenFile> {
    const written = await super.write(key, stream, options);
    this.#hashes.set(key, written.sha256);
    return written;
  }

  override async removeFiles(keys: readonly string[]): Promise<readonly KeptFile[]> {
    const kept = await super.removeFiles(keys);
    for (const key of keys) this.#hashes.delete(key);
    return kept;
  }

  override async remove(prefix: string): Promise<void> {
    await super.remove(prefix);
    for (const key of this.keys())
      if (key === prefix || key.startsWith(`${prefix}/`)) this.#hashes.delete(key);
  }
}
