import { createWriteStream, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";

export interface PackedFile {
  readonly path: string;
  /** In the zip. */
  readonly name: string;
}

export interface Packing {
  readonly files: readonly PackedFile[];
  readonly to: string;
  /** Whether the files shrink; pictures do not. */
  readonly isDeflated: boolean;
  readonly maxBytes: number;
}

/** Every zip is the same of the same files. The earliest moment that a zip can name. */
const noTime = new Date(1980, 0, 1);

/** Writes files into a new zip, in their order. False, and nothing is left, where they are more than is allowed. */
export async function packFiles({ files, to, isDeflated, maxBytes }: Packing): Promise<boolean> {
  const bytes = files.reduce((sum, { path }) => sum + statSync(path).size, 0);
  if (bytes > maxBytes) return false;
  const zip = new ZipFile();
  for (const { path, name } of files)
    zip.addFile(path, name, { compress: isDeflated, mtime: noTime, mode: 0o100644 });
  const failed = new Promise<never>((_, reject) => zip.once("error", reject));
  zip.end();
  try {
    const written = pipeline(zip.outputStream, createWriteStream(to, { flags: "wx", mode: 0o600 }));
    await Promise.race([written, failed]);
    return true;
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  }
}
