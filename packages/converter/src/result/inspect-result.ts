import { closeSync, fstatSync, openSync } from "node:fs";
import type { TargetFormat } from "@platen/core";
import type { MissingGlyphs } from "./glyphs/missing-glyphs.ts";
import { inspectPackage } from "./inspect-package.ts";
import { inspectPdf } from "./inspect-pdf.ts";
import { pictureSize } from "./picture-size.ts";
import { type ResultFile, textProblem } from "./result-text.ts";

export type ResultInspection =
  | {
      readonly ok: true;
      /** Null where that kind of file has none. */
      readonly pages: number | null;
      readonly bytes: number;
      /** Of a PDF. */
      readonly missingGlyphs?: readonly MissingGlyphs[];
    }
  | { readonly ok: false; readonly problem: string };

/** Whether a file is a whole one of its kind, as far as its ends, its list or its text tell: nothing is unpacked or drawn. */
export async function inspectResult(
  path: string,
  format: TargetFormat,
  { maxBytes }: { maxBytes: number },
): Promise<ResultInspection> {
  if (format === "pdf") return inspectPdf(path, { maxBytes });
  const descriptor = openSync(path, "r");
  try {
    const bytes = fstatSync(descriptor).size;
    if (bytes > maxBytes)
      return {
        ok: false,
        problem: `it has ${bytes} bytes, more than the ${maxBytes} that are allowed`,
      };
    const problem = await problemOf({ path, descriptor, bytes }, format);
    return problem === undefined ? { ok: true, pages: null, bytes } : { ok: false, problem };
  } finally {
    closeSync(descriptor);
  }
}

function problemOf(
  file: ResultFile & { readonly path: string },
  format: Exclude<TargetFormat, "pdf">,
): string | undefined | Promise<string | undefined> {
  switch (format) {
    case "png":
    case "jpg":
    case "webp":
      return pictureSize(file, format) === undefined ? `it is no whole ${format}` : undefined;
    case "svg":
    case "txt":
    case "csv":
    case "html":
    case "rtf":
    case "json":
      return textProblem(file, format);
    default:
      return inspectPackage(file.path, format);
  }
}
