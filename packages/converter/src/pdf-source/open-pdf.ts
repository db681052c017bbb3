import { mkdir } from "node:fs/promises";
import { type Failure, failureOf } from "@platen/core";
import { applyOperation } from "../pdf-tools/operations/apply-operation.ts";
import type { PdfSource } from "../pdf-tools/read-pdf-objects.ts";
import type { ToolContext } from "../pdf-tools/run-qpdf.ts";

export type OpenedPdf =
  | { readonly ok: true; readonly path: string; readonly pages: number }
  | { readonly ok: false; readonly failure: Failure };

export interface PdfPlace {
  /** Made for it. */
  readonly folder: string;
  readonly maxBytes: number;
}

/** A PDF as qpdf reads it: sound, and without a password. */
export async function openPdf(
  { path, password }: PdfSource,
  { folder, maxBytes }: PdfPlace,
  context: ToolContext,
): Promise<OpenedPdf> {
  await mkdir(folder);
  const opened = await applyOperation(
    { kind: "decrypt", ...(password !== undefined && { password }) },
    [path],
    folder,
    context,
  );
  if (!opened.ok) return opened;
  return countedPdf(opened.paths[0] ?? "", maxBytes, context);
}

/** What qpdf wrote, with the number of its pages. A PDF without any is of no use to anyone. */
export async function countedPdf(
  path: string,
  maxBytes: number,
  { inspection, signal }: ToolContext,
): Promise<OpenedPdf> {
  const found = await inspection.inspectResult({ path, format: "pdf", maxBytes }, signal);
  if (found.ok) return { ok: true, path, pages: found.pages ?? 0 };
  if ("failure" in found) return found;
  return { ok: false, failure: { ...failureOf("source_corrupt"), detail: found.problem } };
}
