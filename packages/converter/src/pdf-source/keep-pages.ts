import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { failureOf } from "@platen/core";
import { pagesWithin } from "../finishing/pages-within.ts";
import type { Bookmark } from "../pdf-objects/change.ts";
import { applyOperation } from "../pdf-tools/operations/apply-operation.ts";
import { readFacts } from "../pdf-tools/operations/read-facts.ts";
import { runQpdf, type ToolContext } from "../pdf-tools/run-qpdf.ts";
import { countedPdf, type OpenedPdf, type PdfPlace } from "./open-pdf.ts";

/** The PDF with the chosen pages alone, its own facts, and the bookmarks that lead to these pages. */
export async function keepPages(
  { path, pages }: { readonly path: string; readonly pages: number },
  chosen: string,
  { folder, maxBytes }: PdfPlace,
  context: ToolContext,
): Promise<OpenedPdf> {
  const kept = pagesWithin(chosen, pages);
  if (kept.length === 0) return { ok: false, failure: failureOf("pages_out_of_range") };
  await mkdir(folder);
  const job = {
    ...{ inputFile: "in.pdf", outputFile: "out/result.pdf" },
    pages: [{ file: ".", range: kept.join(",") }],
  };
  const cut = await runQpdf({ job, inputs: { "in.pdf": path }, folder: join(folder, "cut") }, context);
  if (!cut.ok) return cut;
  const factsFolder = join(folder, "facts");
  await mkdir(factsFolder);
  const facts = await readFacts({ path }, factsFolder, context);
  if (!facts.ok) return facts;
  const own = join(folder, "bookmarks");
  await mkdir(own);
  const places = new Map(kept.map((page, index) => [page, index + 1]));
  const bookmarks = leadingTo(places, facts.facts.bookmarks);
  const written = await applyOperation({ kind: "writeBookmarks", bookmarks }, cut.paths, own, context);
  return written.ok ? countedPdf(written.paths[0] ?? "", maxBytes, context) : written;
}

/** Those below a bookmark whose page is gone take its place. */
function leadingTo(places: ReadonlyMap<number, number>, bookmarks: readonly Bookmark[]): Bookmark[] {
  return bookmarks.flatMap(({ title, page, children = [] }) => {
    const below = leadingTo(places, children);
    const place = places.get(page);
    if (place === undefined) return below;
    return [{ title, page: place, ...(below.length > 0 && { children: below }) }];
  });
}
