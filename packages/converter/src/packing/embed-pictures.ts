import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Embedding {
  /** A page that LibreOffice wrote, and the pictures beside it. */
  readonly folder: string;
  readonly page: string;
  readonly pictures: readonly string[];
  readonly to: string;
  /** Of the whole page, with its pictures. */
  readonly maxBytes: number;
}

const mediaTypes: Readonly<Record<string, string>> = {
  png: "image/png",
  gif: "image/gif",
  jpg: "image/jpeg",
  svg: "image/svg+xml",
};

/**
 * Writes the page anew with its pictures inside, as data: URLs. A picture that is used twice is there twice. False where
 * that is more than is allowed.
 */
export function embedPictures({ folder, page, pictures, to, maxBytes }: Embedding): boolean {
  const path = join(folder, page);
  const pieces: string[] = [];
  let bytes = statSync(path).size;
  if (bytes > maxBytes) return false;
  const text = readFileSync(path, "utf8");
  const known = new Set(pictures);
  let end = 0;
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + mark.length)) {
    const start = at + mark.length;
    const close = text.indexOf('"', start);
    // Names are short; a longer value is none of them.
    const name = close === -1 || close - start > maxNameLetters ? undefined : text.slice(start, close);
    if (name === undefined || !known.has(name)) continue;
    bytes += Math.ceil((statSync(join(folder, name)).size * 4) / 3);
    if (bytes > maxBytes) return false;
    pieces.push(text.slice(end, start), dataUrl(join(folder, name)));
    end = close;
  }
  pieces.push(text.slice(end));
  writeFileSync(to, pieces.join(""), { flag: "wx", mode: 0o600 });
  return true;
}

const mark = 'src="';
const maxNameLetters = 200;

function dataUrl(path: string): string {
  const extension = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  const mediaType = mediaTypes[extension] ?? "application/octet-stream";
  return `data:${mediaType};base64,${readFileSync(path, "base64")}`;
}
