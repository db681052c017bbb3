import { join } from "node:path";
import { entryName, type Failure, failureOf, UniqueNames, type Warning } from "@platen/core";
import type { ToolContext } from "../pdf-tools/run-qpdf.ts";
import { applyStep, type CountedPdf } from "./apply-step.ts";
import { bookmarksFor, leadsNowhere } from "./bookmarks-within.ts";
import type { Finish } from "./finish.ts";
import { type FinishingStep, finishingSteps } from "./finishing-steps.ts";

export interface NamedPdf extends CountedPdf {
  /** Of the document that it was made of, with its extension. */
  readonly name: string;
  /** Of the one document that it was made of. */
  readonly filename?: string;
}

export interface FinishingPlace {
  /** Exists; everything that is made lies below. */
  readonly folder: string;
  /** Of each PDF. */
  readonly maxBytes: number;
}

export type Finished =
  | { readonly ok: true; readonly pdfs: readonly NamedPdf[]; readonly warnings: readonly Warning[] }
  | { readonly ok: false; readonly failure: Failure };

/** Does to PDFs what the options ask for, in its order. What comes out was looked at, and is whole. */
export async function finishPdfs(
  pdfs: readonly NamedPdf[],
  asked: Finish,
  place: FinishingPlace,
  context: ToolContext,
): Promise<Finished> {
  let present = pdfs;
  const warnings: Warning[] = [];
  for (const step of finishingSteps(asked)) {
    const done = await doStep(step, present, place, context);
    if (!done.ok) return done;
    present = done.pdfs;
    warnings.push(...done.warnings);
  }
  return { ok: true, pdfs: present, warnings };
}

/** Entries of a zip for PDFs, by the documents' names and told apart where they are equal. */
export function namesOfPdfs(pdfs: readonly NamedPdf[]): string[] {
  const names = new UniqueNames();
  return pdfs.map(({ name }) => names.take(entryName(`${name}.pdf`)));
}

async function doStep(
  step: FinishingStep,
  pdfs: readonly NamedPdf[],
  { folder, maxBytes }: FinishingPlace,
  context: ToolContext,
): Promise<Finished> {
  const made: NamedPdf[] = [];
  const warnings: Warning[] = [];
  let concerned = 0;
  const failure = step.kind === "outline" ? lostBookmark(step, pdfs) : undefined;
  if (failure !== undefined) return { ok: false, failure };
  for (const [index, pdf] of pdfs.entries()) {
    const stepped = await applyStep(step, pdf, join(folder, `${step.kind}-${index + 1}`), context);
    if (!stepped.ok) return stepped;
    if (!stepped.unconcerned) concerned += 1;
    warnings.push(...(stepped.warnings ?? []));
    for (const [part, path] of stepped.paths.entries()) {
      const name = step.kind === "split" ? `${pdf.name}_${part}` : pdf.name;
      // What is protected cannot be looked into; it is what was looked at before.
      const counted =
        step.kind === "protect"
          ? { ok: true as const, pages: pdf.pages }
          : await countPages(path, maxBytes, context);
      if (!counted.ok) return counted;
      made.push({ ...pdf, path, name, pages: counted.pages });
    }
  }
  if (concerned === 0) return { ok: false, failure: failureOf("pages_out_of_range") };
  return { ok: true, pdfs: made, warnings };
}

/** Of what was taken apart each part has the bookmarks to its own pages, so only one to no page at all is wrong. */
function lostBookmark(
  { outline }: FinishingStep & { readonly kind: "outline" },
  pdfs: readonly NamedPdf[],
): Failure | undefined {
  const mostPages = new Map<string | undefined, number>();
  for (const { filename, pages } of pdfs) {
    const of = outline.kind === "all" ? undefined : filename;
    mostPages.set(of, Math.max(pages, mostPages.get(of) ?? 0));
  }
  for (const [filename, pages] of mostPages) {
    const failure = leadsNowhere(bookmarksFor(filename, outline) ?? [], pages);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

async function countPages(
  path: string,
  maxBytes: number,
  { inspection, signal }: ToolContext,
): Promise<
  { readonly ok: true; readonly pages: number } | { readonly ok: false; readonly failure: Failure }
> {
  const found = await inspection.inspectResult({ path, format: "pdf", maxBytes }, signal);
  if (found.ok) return { ok: true, pages: found.pages ?? 0 };
  const failure =
    "failure" in found ? found.failure : { ...failureOf("output_invalid"), detail: found.problem };
  return { ok: false, failure };
}
