import { createHash } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { AppError } from "@platen/core";

/** What LibreOffice draws with. */
const kinds: readonly string[] = [".ttf", ".otf", ".ttc", ".otc"];
const most = { files: 5_000, bytes: 2 ** 30, entries: 50_000, depth: 8 } as const;

export interface FontFiles {
  readonly paths: readonly string[];
  /** Changes when a font comes, goes, or is written or named anew. */
  readonly fingerprint: string;
}

/**
 * The font files in a folder and those below it, also behind links; what is named `.x` is passed over. Fails with
 * `unavailable` / `fonts_unusable` where the folder cannot be read or holds too much.
 */
export async function listFontFiles(folder: string): Promise<FontFiles> {
  const facts = await stat(folder).catch((error) => {
    throw cannotBeRead(folder, error);
  });
  if (!facts.isDirectory()) throw fontsUnusable(`FONTS_PATH names ${folder}, which is no folder.`);
  const paths: string[] = [];
  const hash = createHash("sha256");
  const waiting = [{ path: folder, depth: 0 }];
  let bytes = 0;
  let entries = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const names = await readdir(next.path).catch((error) => {
      if (next?.depth === 0) throw cannotBeRead(folder, error);
      return [];
    });
    entries += names.length;
    if (entries > most.entries) throw tooMuch(folder, `${most.entries} files of all kinds`);
    for (const name of names.filter((one) => !one.startsWith(".")).sort()) {
      const path = join(next.path, name);
      const isFont = kinds.includes(extname(name).toLowerCase());
      const found = await stat(path).catch(() => undefined);
      if (found?.isDirectory() && next.depth < most.depth) waiting.push({ path, depth: next.depth + 1 });
      if (!isFont || !found?.isFile()) continue;
      bytes += found.size;
      if (paths.push(path) > most.files) throw tooMuch(folder, `${most.files} fonts`);
      hash.update(JSON.stringify([path, found.size, found.mtimeMs, found.ino, found.mode]));
    }
  }
  if (bytes > most.bytes) throw tooMuch(folder, `${most.bytes} bytes of fonts`);
  return { paths, fingerprint: hash.digest("base64") };
}

export function fontsUnusable(message: string, cause?: unknown): AppError {
  return new AppError("unavailable", "fonts_unusable", message, cause);
}

function cannotBeRead(folder: string, error: unknown): AppError {
  const why = (error as NodeJS.ErrnoException).code ?? String(error);
  const message = `The folder of fonts ${folder} cannot be read (${why}). Set FONTS_PATH to one that can, or to nothing.`;
  return fontsUnusable(message, error);
}

function tooMuch(folder: string, limit: string): AppError {
  return fontsUnusable(
    `The folder of fonts ${folder} holds more than ${limit}. Set FONTS_PATH to a smaller one.`,
  );
}
