import { type FileHandle, open } from "node:fs/promises";
import { PdfObjects } from "./pdf-objects.ts";

export type PdfInspection =
  | { readonly ok: true; readonly pages: number; readonly bytes: number }
  | { readonly ok: false; readonly problem: string };

const tailBytes = 2_048;

/**
 * Whether a file is a whole PDF: begins with `%PDF-`, ends with `%%EOF`, its cross-reference lies where the end
 * says, and leads to a catalog and a page tree that counts at least one page. Reads the two ends and three objects,
 * not the pages: what a writer leaves half-done is the end. A file that cannot be read at all is thrown.
 */
export async function inspectPdf(path: string, { maxBytes }: { maxBytes: number }): Promise<PdfInspection> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    if (size === 0) return problem("it is empty");
    if (size > maxBytes) return problem(`it has ${size} bytes, more than the ${maxBytes} that are allowed`);
    return await inspect(file, size);
  } catch (error) {
    // Only a file that is wrong inside gets here with an error of zlib or of a bad offset.
    if ((error as NodeJS.ErrnoException).code === "EIO") throw error;
    return problem(`it cannot be read (${error instanceof Error ? error.message : "unknown"})`);
  } finally {
    await file.close();
  }
}

async function inspect(file: FileHandle, size: number): Promise<PdfInspection> {
  const head = Buffer.alloc(5);
  await file.read(head, 0, head.length, 0);
  if (head.toString("latin1") !== "%PDF-") return problem("it does not begin with %PDF-");
  const tail = Buffer.alloc(Math.min(size, tailBytes));
  await file.read(tail, 0, tail.length, size - tail.length);
  const text = tail.toString("latin1");
  if (!/%%EOF\s*$/.test(text)) return problem("it does not end with %%EOF");
  const crossReference = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1]);
  if (!(crossReference > 0 && crossReference < size)) return problem("it names no cross-reference");
  const objects = await PdfObjects.open(file, crossReference, size);
  if (objects === undefined) return problem("its cross-reference is not where it says");
  const pages = await countPages(objects);
  return pages > 0 ? { ok: true, pages, bytes: size } : problem("it has no pages");
}

async function countPages(objects: PdfObjects): Promise<number> {
  const catalog = await follow(objects, objects.trailer, "Root");
  const pages = await follow(objects, catalog, "Pages");
  return Number(/\/Count\s+(\d+)/.exec(upToEnd(pages))?.[1] ?? 0);
}

async function follow(objects: PdfObjects, text: string, name: string): Promise<string> {
  const number = new RegExp(`/${name}\\s+(\\d+)\\s+\\d+\\s+R`).exec(upToEnd(text))?.[1];
  return number === undefined ? "" : ((await objects.find(Number(number))) ?? "");
}

/** Without what follows the object, which may be another one. */
function upToEnd(text: string): string {
  const end = text.search(/\bendobj\b|\bstartxref\b/);
  return end === -1 ? text : text.slice(0, end);
}

function problem(text: string): PdfInspection {
  return { ok: false, problem: text };
}
