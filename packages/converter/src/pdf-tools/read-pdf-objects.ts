import { join } from "node:path";
import type { PdfOutline } from "../pdf-objects/change-pdf.ts";
import { runQpdf, type ToolContext, type ToolOutcome } from "./run-qpdf.ts";

export interface PdfSource {
  readonly path: string;
  readonly password?: string | undefined;
}

type Failed = Extract<ToolOutcome, { ok: false }>;
export type Objects =
  | { readonly ok: true; readonly outline: PdfOutline; readonly paths: readonly string[] }
  | Failed;

/**
 * What a change of a PDF's objects needs to know: its pages, its bookmarks and, in qpdf's JSON, its catalog and its own
 * facts. `folder` exists; the JSON is put there, in folders whose names begin with `name`.
 */
export async function readPdfObjects(
  source: PdfSource,
  { folder, name }: { folder: string; name: string },
  context: ToolContext,
): Promise<Objects> {
  const keys = ["qpdf", "pages", "outlines"];
  const first = await dump(source, { keys, objects: ["trailer"] }, join(folder, `${name}-trailer`), context);
  if (!first.ok) return first;
  const outline = await context.inspection.readPdfOutline(first.path, context.signal);
  if (!outline.ok) return outline;
  const { roots } = outline.value;
  const second = await dump(
    source,
    { keys: ["qpdf"], objects: roots },
    join(folder, `${name}-roots`),
    context,
  );
  if (!second.ok) return second;
  return { ok: true, outline: outline.value, paths: [first.path, second.path] };
}

async function dump(
  { path, password }: PdfSource,
  { keys, objects }: { keys: readonly string[]; objects: readonly string[] },
  folder: string,
  context: ToolContext,
): Promise<{ readonly ok: true; readonly path: string } | Failed> {
  const job = {
    ...{ inputFile: "in.pdf", outputFile: "out/objects.json", json: "2", jsonStreamData: "none" },
    ...{ jsonKey: keys, jsonObject: objects },
    ...(password !== undefined && { password }),
  };
  const hasPassword = password !== undefined;
  const outcome = await runQpdf({ job, inputs: { "in.pdf": path }, folder, hasPassword }, context);
  return outcome.ok ? { ok: true, path: outcome.paths[0] ?? "" } : outcome;
}
