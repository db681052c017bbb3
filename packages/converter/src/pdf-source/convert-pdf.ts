import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type Conversion,
  type ConversionContext,
  type ConversionOutcome,
  type ConversionRequest,
  type Failure,
  failureOf,
  isPictureFormat,
} from "@platen/core";
import type { Inspection } from "../inspection/inspection.ts";
import { readFacts } from "../pdf-tools/operations/read-facts.ts";
import type { ToolContext } from "../pdf-tools/run-qpdf.ts";
import type { ToolBench } from "../pdf-tools/tool-bench.ts";
import type { DrawingTools } from "../targets/draw-pages.ts";
import { makeResult } from "../targets/make-result.ts";
import { keepPages } from "./keep-pages.ts";
import { openPdf } from "./open-pdf.ts";

export interface PdfParts {
  readonly inspection: Inspection;
  readonly bench: ToolBench;
  /** Undefined where no pages can be drawn. */
  readonly drawing: DrawingTools | undefined;
  readonly maxResultBytes: number;
}

const engine = "qpdf";

/**
 * The way of a source that is a PDF, without LibreOffice: looked at, opened and written anew by qpdf in the jail of the
 * tools, which is where a damaged one is mended or fails; then its pages are chosen, drawn, or what it says of itself
 * is read. What comes out has no password any more.
 */
export async function convertPdf(
  request: ConversionRequest,
  { signal, onProgress = () => {} }: ConversionContext,
  parts: PdfParts,
): Promise<ConversionOutcome> {
  const { inspection, bench, drawing, maxResultBytes: maxBytes } = parts;
  const { source, format, options, password, folder } = request;
  onProgress({ phase: "starting", percent: 1 });
  const found = await inspection.inspectSource(
    { path: source.path, format: source.format, hasPassword: password !== undefined },
    signal,
  );
  if (!found.ok) return found;
  const context: ToolContext = { bench, inspection, signal };
  onProgress({ phase: "loading", percent: 10 });
  const opened = await openPdf(
    { path: source.path, password },
    { folder: join(folder, "opened"), maxBytes },
    context,
  );
  if (!opened.ok) return opened;
  const kept =
    options.pages === undefined
      ? opened
      : await keepPages(opened, options.pages, { folder: join(folder, "kept"), maxBytes }, context);
  if (!kept.ok) return kept;
  onProgress({ phase: "exporting", percent: 50 });
  const { path, pages } = kept;
  if (format === "pdf") return made({ path, format, pages });
  if (format === "json") return describePdf(path, folder, context);
  if (!isPictureFormat(format) || drawing === undefined)
    return { ok: false, failure: failureOf("unsupported_target") };
  const pictures = await makeResult([path], request, {
    ...{ inspection, drawing, maxResultBytes: maxBytes, signal, onProgress },
  });
  return pictures.ok ? made(pictures) : { ok: false, failure: failureOfPictures(pictures) };
}

async function describePdf(path: string, folder: string, context: ToolContext): Promise<ConversionOutcome> {
  const own = join(folder, "facts");
  await mkdir(own);
  const read = await readFacts({ path }, own, context);
  if (!read.ok) return read;
  const to = join(folder, "facts.json");
  await writeFile(to, `${JSON.stringify(read.facts)}\n`, { mode: 0o600 });
  return made({ path: to, format: "json", pages: null });
}

function made({ path, format, pages }: Pick<Conversion, "path" | "format" | "pages">): ConversionOutcome {
  return { ok: true, conversion: { path, format, pages, engine, warnings: [] } };
}

function failureOfPictures(found: { readonly problem: string } | { readonly failure: Failure }): Failure {
  return "failure" in found ? found.failure : { ...failureOf("output_invalid"), detail: found.problem };
}
