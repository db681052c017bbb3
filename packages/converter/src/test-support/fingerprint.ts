import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

/** Equal for two PDFs or pictures that differ only in what each conversion writes anew: date, checksum and id. */
export async function fingerprint(path: string): Promise<string> {
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  const text = bytes
    .toString("latin1")
    .replace(/\/CreationDate\([^)]*\)|\/DocChecksum \/\w+|<[0-9A-F]{32}>/g, "");
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
