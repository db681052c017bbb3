import { closeSync, fstatSync, openSync } from "node:fs";
import { crossReferenceIn } from "./cross-reference.ts";
import { type MissingGlyphs, missingGlyphs } from "./glyphs/missing-glyphs.ts";
import { endOf, type PdfFile, readText } from "./pdf-file.ts";
import { PdfObjects } from "./pdf-objects.ts";
import { integerAfter } from "./pdf-scanner.ts";

export type PdfInspection =
  | {
      readonly ok: true;
      readonly pages: number;
      readonly bytes: number;
      readonly missingGlyphs: readonly MissingGlyphs[];
    }
  | { readonly ok: false; readonly problem: string };

/**
 * Whether a file is a whole PDF: begins with `%PDF-`, ends with `%%EOF`, its cross-reference lies where the end
 * says, and leads to a catalog and a page tree that counts at least one page. Reads the two ends, some objects and the
 * fonts, not the pages unless they lack glyphs: what a writer leaves half-done is the end. A file that cannot be read at all is thrown.
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
  const tail = endOf(file);
  if (!tail.endsWith("%%EOF")) return problem("it does not end with %%EOF");
  const crossReference = crossReferenceIn(tail, file);
  if (crossReference === undefined) return problem("it names no cross-reference");
  const objects = PdfObjects.open(file, crossReference);
  if (objects === undefined) return problem("its cross-reference is not where it says");
  const pages = integerAfter(objects.pageTree, "/Count") ?? 0;
  if (pages <= 0) return problem("it has no pages");
  return { ok: true, pages, bytes: file.bytes, missingGlyphs: missingGlyphsIfReadable(objects) };
}

/** A PDF is no less sound for a font or a page that cannot be read here. */
function missingGlyphsIfReadable(objects: PdfObjects): readonly MissingGlyphs[] {
  try {
    return missingGlyphs(objects);
  } catch {
    return [];
  }
}

function problem(text: string): PdfInspection {
  return { ok: false, problem: text };
}
