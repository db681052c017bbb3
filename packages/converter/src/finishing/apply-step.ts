import { mkdir } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { type Failure, failureOf, readRanges, type Split, type Warning } from "@platen/core";
import { applyOperation } from "../pdf-tools/operations/apply-operation.ts";
import type { Operation } from "../pdf-tools/operations/operation.ts";
import type { ToolContext } from "../pdf-tools/run-qpdf.ts";
import { bookmarksFor, bookmarksWithin } from "./bookmarks-within.ts";
import { embeddedFiles } from "./embedded-files.ts";
import type { FinishingStep } from "./finishing-steps.ts";
import { drawMark } from "./marks/draw-mark.ts";
import { pagesWithin, rangesWithin, rangeText } from "./pages-within.ts";
import { protectPdf } from "./protect-pdf.ts";
import { reachConformance } from "./reach-conformance.ts";

export interface CountedPdf {
  readonly path: string;
  readonly pages: number;
}

/** The PDFs that come of one. `unconcerned`: it has none of the pages that were named, so it stays as it is. */
export type Stepped =
  | {
      readonly ok: true;
      readonly paths: readonly string[];
      readonly unconcerned?: boolean;
      readonly warnings?: readonly Warning[];
    }
  | { readonly ok: false; readonly failure: Failure };

/** `folder` is made for it. */
export async function applyStep(
  step: FinishingStep,
  pdf: CountedPdf & { readonly name?: string; readonly filename?: string },
  folder: string,
  context: ToolContext,
): Promise<Stepped> {
  await mkdir(folder);
  const apply = (operation: Operation, name = "made") => applyIn(operation, pdf, join(folder, name), context);
  switch (step.kind) {
    case "split":
      return splitPdf(step, pdf.pages, apply);
    case "rotate": {
      const { angle, pages } = step.rotation;
      const ranges = rangesWithin(readRanges(pages ?? "1-"), pdf.pages);
      if (ranges.length === 0) return { ok: true, paths: [pdf.path], unconcerned: true };
      return apply({ kind: "rotate", angle, pages: rangeText(ranges) });
    }
    case "watermark":
    case "stamp": {
      const pages = pagesWithin(step.mark.pages, pdf.pages);
      if (pages.length === 0) return { ok: true, paths: [pdf.path], unconcerned: true };
      const place = { pdf: pdf.path, pages, folder: join(folder, "mark") };
      const drawn = await drawMark(step, place, context);
      if (!drawn.ok) return drawn;
      const marked = await apply({ kind: step.kind, pages: pages.join(","), ...drawn.mark });
      return marked.ok || step.file === undefined ? marked : ofMark(step.kind, marked.failure);
    }
    case "metadata":
      return apply({ kind: "writeMetadata", metadata: step.metadata });
    case "outline": {
      const bookmarks = bookmarksFor(pdf.filename, step.outline);
      if (bookmarks === undefined) return { ok: true, paths: [pdf.path] };
      return apply({ kind: "writeBookmarks", bookmarks: bookmarksWithin(bookmarks, pdf.pages) });
    }
    case "conform":
      return reachConformance(
        pdf.path,
        { ...step.conformance, title: titleOf(pdf.name) },
        join(folder, "made"),
        context,
      );
    case "protect":
      return protectPdf(pdf.path, step.asked, join(folder, "made"), context);
    case "embed":
      return apply({ kind: "embed", files: embeddedFiles(step.files, step.metadata) });
    case "flatten":
      return apply({ kind: "flatten" });
    case "optimize":
      return apply({ kind: "optimize", images: step.images });
  }
}

/** The PDF was sound before, so its mark is at fault. */
function ofMark(kind: "watermark" | "stamp", failure: Failure): Stepped {
  return { ok: false, failure: { ...failure, message: `The file for the ${kind}: ${failure.message}` } };
}

function titleOf(name = ""): string {
  return basename(name, extname(name)) || "Document";
}

async function applyIn(
  operation: Operation,
  { path }: CountedPdf,
  folder: string,
  context: ToolContext,
): Promise<Stepped> {
  await mkdir(folder);
  return applyOperation(operation, [path], folder, context);
}

/** More files than this are of no use to anyone. */
const maxParts = 1_000;

async function splitPdf(
  { split, into }: FinishingStep & { readonly kind: "split" },
  pages: number,
  apply: (operation: Operation, name?: string) => Promise<Stepped>,
): Promise<Stepped> {
  if (partsOf(split, into, pages) > maxParts) return tooManyParts();
  if (split.kind === "intervals") return apply({ kind: "split", mode: "intervals", span: split.pages });
  const ranges = rangesWithin(split.ranges, pages);
  if (ranges.length === 0) return { ok: false, failure: failureOf("pages_out_of_range") };
  if (into !== "ranges")
    return apply({ kind: "split", mode: "pages", pages: rangeText(ranges), unify: into === "one" });
  const paths: string[] = [];
  for (const [index, range] of ranges.entries()) {
    const one = { kind: "split", mode: "pages", pages: rangeText([range]), unify: true } as const;
    const made = await apply(one, `range-${index}`);
    if (!made.ok) return made;
    paths.push(...made.paths);
  }
  return { ok: true, paths };
}

function partsOf(split: Split, into: "ranges" | "pages" | "one", pages: number): number {
  if (split.kind === "intervals") return Math.ceil(pages / split.pages);
  const ranges = rangesWithin(split.ranges, pages);
  if (into !== "pages") return ranges.length;
  return ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
}

function tooManyParts(): Stepped {
  const message = `The PDF would be taken into more than ${maxParts} parts. Ask for larger ones.`;
  return { ok: false, failure: failureOf("resource_limit", message) };
}
