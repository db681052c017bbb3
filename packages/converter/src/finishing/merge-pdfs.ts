import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  type ConversionOptions,
  type Failure,
  failureOf,
  type PdfOutline,
  readPdfOutline,
} from "@platen/core";
import { applyOperation } from "../pdf-tools/operations/apply-operation.ts";
import type { MergedInput } from "../pdf-tools/operations/operation.ts";
import { readFacts } from "../pdf-tools/operations/read-facts.ts";
import type { ToolContext } from "../pdf-tools/run-qpdf.ts";
import type { CountedPdf } from "./apply-step.ts";
import { bookmarksFor, leadsNowhere } from "./bookmarks-within.ts";
import { checked } from "./finishing-steps.ts";

/** A PDF that is merged with others, and the document that it was made of. */
export interface MergedPdf extends CountedPdf {
  /** Of its document, without an extension. */
  readonly title: string;
  readonly filename: string | undefined;
}

type Merged =
  | { readonly ok: true; readonly pdf: CountedPdf }
  | { readonly ok: false; readonly failure: Failure };

/** One PDF of several, with the bookmarks that lead through it. `folder` must not exist yet. */
export async function mergePdfs(
  pdfs: readonly MergedPdf[],
  options: ConversionOptions,
  { folder, maxBytes }: { readonly folder: string; readonly maxBytes: number },
  context: ToolContext,
): Promise<Merged> {
  await mkdir(folder);
  const entries: MergedInput[] = [];
  const outline = options.outline === undefined ? undefined : checked(readPdfOutline(options.outline));
  for (const [index, pdf] of pdfs.entries()) {
    const entry = await entryOf(pdf, outline, options, { folder: join(folder, `facts-${index}`), context });
    if (!entry.ok) return entry;
    entries.push(entry.entry);
  }
  const own = join(folder, "merged");
  await mkdir(own);
  const paths = pdfs.map(({ path }) => path);
  const merged = await applyOperation({ kind: "merge", entries }, paths, own, context);
  if (!merged.ok) return merged;
  const [path] = merged.paths;
  if (path === undefined) return { ok: false, failure: failureOf("output_invalid") };
  const found = await context.inspection.inspectResult({ path, format: "pdf", maxBytes }, context.signal);
  if (found.ok) return { ok: true, pdf: { path, pages: found.pages ?? 0 } };
  const failure =
    "failure" in found ? found.failure : { ...failureOf("output_invalid"), detail: found.problem };
  return { ok: false, failure };
}

async function entryOf(
  pdf: MergedPdf,
  outline: PdfOutline | undefined,
  { mergeBookmarks = "files" }: ConversionOptions,
  { folder, context }: { readonly folder: string; readonly context: ToolContext },
): Promise<
  { readonly ok: true; readonly entry: MergedInput } | { readonly ok: false; readonly failure: Failure }
> {
  const given = outline?.kind === "files" ? bookmarksFor(pdf.filename, outline) : undefined;
  const failure = leadsNowhere(given ?? [], pdf.pages);
  if (failure !== undefined) return { ok: false, failure };
  const bookmarks = given ?? (mergeBookmarks === "none" ? [] : undefined);
  const title = await titleFor(pdf, mergeBookmarks, { folder, context });
  return {
    ok: true,
    entry: { ...(title !== undefined && { title }), ...(bookmarks !== undefined && { bookmarks }) },
  };
}

async function titleFor(
  { path, title }: MergedPdf,
  wanted: NonNullable<ConversionOptions["mergeBookmarks"]>,
  { folder, context }: { readonly folder: string; readonly context: ToolContext },
): Promise<string | undefined> {
  if (wanted === "own" || wanted === "none") return undefined;
  if (wanted === "files") return title;
  await mkdir(folder);
  const read = await readFacts({ path }, folder, context);
  return (read.ok && read.facts.metadata.Title?.trim()) || title;
}
