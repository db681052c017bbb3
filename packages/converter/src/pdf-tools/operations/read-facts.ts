import type { Failure } from "@platen/core";
import type { Bookmark, Metadata } from "../../pdf-objects/change.ts";
import { type PdfSource, readPdfObjects } from "../read-pdf-objects.ts";
import type { ToolContext } from "../run-qpdf.ts";

export interface PdfFacts {
  readonly pages: number;
  readonly pdfVersion: string;
  readonly metadata: Metadata;
  readonly bookmarks: readonly Bookmark[];
}

/** What a PDF says of itself. `folder` exists and is empty. */
export async function readFacts(
  source: PdfSource,
  folder: string,
  context: ToolContext,
): Promise<
  { readonly ok: true; readonly facts: PdfFacts } | { readonly ok: false; readonly failure: Failure }
> {
  const objects = await readPdfObjects(source, { folder, name: "objects" }, context);
  if (!objects.ok) return objects;
  const metadata = await context.inspection.readPdfMetadata(objects.paths, context.signal);
  if (!metadata.ok) return metadata;
  const { pages, pdfVersion, bookmarks } = objects.outline;
  return { ok: true, facts: { pages, pdfVersion, bookmarks, metadata: metadata.value } };
}
