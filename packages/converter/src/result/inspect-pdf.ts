import { closeSync, fstatSync, openSync } from "node:fs";
import { type PdfFile, readText } from "./pdf-file.ts";
import { PdfObjects } from "./pdf-objects.ts";
import { integerAfter, PdfScanner, referenceAfter } from "./pdf-scanner.ts";

export type PdfInspection =
  | { readonly ok: true; readonly pages: number; readonly bytes: number }
  | { readonly ok: false; readonly problem: string };

const tailBytes = 2_048;

/**
 * Whether a file is a whole PDF: begins with `%PDF-`, ends with `%%EOF`, its cross-reference lies where the end
 * says, and leads to a catalog and a page tree that counts at least one page. Reads the two ends and three objects,
 * not the pages: what a writer leaves half-done is the end. A file that cannot be read at all is thrown.
 */
export function inspectPdf(path: string, { maxBytes }: { maxBytes: number }): PdfInspection {
  const descriptor = openSync(path, "r");
  try {
    const bytes = fstatSync(descriptor).size;
    if (bytes === 0) return problem("it is empty");
    if (bytes > maxBytes) return problem(`it has ${bytes} bytes, more than the ${maxBytes} that are allowed`);
    return inspect({ descriptor, bytes });
  } catch (error) {
    // Only a file that is wrong inside gets here with an error of zlib or of a bad offset.
    if ((error as NodeJS.ErrnoException).code === "EIO") throw error;
    return problem(`it cannot be read (${error instanceof Error ? error.message : "unknown"})`);
  } finally {
    closeSync(descriptor);
  }
}

function inspect(file: PdfFile): PdfInspection {
  if (readText(file, 0, 5) !== "%PDF-") return problem("it does not begin with %PDF-");
  const tail = readText(file, Math.max(0, file.bytes - tailBytes), tailBytes).trimEnd();
  if (!tail.endsWith("%%EOF")) return problem("it does not end with %%EOF");
  const scanner = new PdfScanner(tail, Math.max(0, tail.lastIndexOf("startxref")));
  const crossReference = scanner.word("startxref") ? scanner.integer() : undefined;
  const isLast = scanner.word("%%EOF") && scanner.position === tail.length;
  if (!isLast || crossReference === undefined || crossReference === 0 || crossReference >= file.bytes)
    return problem("it names no cross-reference");
  const objects = PdfObjects.open(file, crossReference);
  if (objects === undefined) return problem("its cross-reference is not where it says");
  const pages = countPages(objects);
  return pages > 0 ? { ok: true, pages, bytes: file.bytes } : problem("it has no pages");
}

function countPages(objects: PdfObjects): number {
  const catalog = follow(objects, objects.trailer, "/Root");
  const pages = follow(objects, catalog, "/Pages");
  return integerAfter(upToEnd(pages), "/Count") ?? 0;
}

function follow(objects: PdfObjects, text: string, key: string): string {
  const number = referenceAfter(upToEnd(text), key);
  return number === undefined ? "" : (objects.find(number) ?? "");
}

/** Without what follows the object, which may be another one. */
function upToEnd(text: string): string {
  const end = text.search(/endobj|startxref/);
  return end === -1 ? text : text.slice(0, end);
}

function problem(text: string): PdfInspection {
  return { ok: false, problem: text };
}
