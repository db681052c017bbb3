import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Bookmark, Change } from "../../pdf-objects/change.ts";
import { type PdfSource, readPdfObjects } from "../read-pdf-objects.ts";
import { type QpdfJob, runQpdf, type ToolContext, type ToolOutcome } from "../run-qpdf.ts";
import { encryptionOf } from "./encryption.ts";
import type { Operation, OperationOf } from "./operation.ts";

/**
 * Does one operation to PDFs, which stay as they are. `folder` exists and is empty; the results lie below it, in order:
 * one for each input, but one of all for `merge`, and any number for `split`. Fails with `source_corrupt`,
 * `source_encrypted` or `wrong_password` where an input cannot be opened, and with `pages_out_of_range`.
 */
export async function applyOperation(
  operation: Operation,
  inputs: readonly string[],
  folder: string,
  context: ToolContext,
): Promise<ToolOutcome> {
  if (operation.kind === "merge") return merge(operation, inputs, folder, context);
  const paths: string[] = [];
  for (const [index, path] of inputs.entries()) {
    const own = join(folder, String(index + 1));
    await mkdir(own);
    const outcome = await applyToOne(operation, { path, password: operation.password }, own, context);
    if (!outcome.ok) return outcome;
    paths.push(...outcome.paths);
  }
  return { ok: true, paths };
}

async function applyToOne(
  operation: Exclude<Operation, { kind: "merge" }>,
  source: PdfSource,
  folder: string,
  context: ToolContext,
): Promise<ToolOutcome> {
  if (operation.kind === "writeMetadata")
    return change(source, { kind: "metadata", metadata: operation.metadata }, folder, context);
  if (operation.kind === "writeBookmarks")
    return change(source, { kind: "bookmarks", bookmarks: operation.bookmarks }, folder, context);
  if (operation.kind === "flatten") return flatten(source, folder, context);
  if (operation.kind === "optimize" && operation.images) return optimizePictures(source, folder, context);
  const { password } = source;
  const { inputs, ...job } = jobOf(operation);
  const made = await runQpdf(
    {
      job: {
        ...{ inputFile: "in.pdf", outputFile: "out/result.pdf" },
        ...(password !== undefined && { password }),
        ...job,
      },
      inputs: { "in.pdf": source.path, ...inputs },
      folder: join(folder, "result"),
      hasPassword: password !== undefined,
    },
    context,
  );
  return operation.kind === "embed" && made.ok
    ? relate(operation, made.paths[0] ?? "", folder, context)
    : made;
}

/** qpdf puts files into a PDF, and does not say what they are to it. */
async function relate(
  { files }: OperationOf<"embed">,
  path: string,
  folder: string,
  context: ToolContext,
): Promise<ToolOutcome> {
  const relationships = Object.fromEntries(
    files.flatMap(({ name, relationship }) => (relationship === undefined ? [] : [[name, relationship]])),
  );
  if (Object.keys(relationships).length === 0) return { ok: true, paths: [path] };
  const change = { kind: "relationships", relationships } as const;
  return changeEverything(path, change, join(folder, "related"), context);
}

/** Links stay links, and what is in a field that has no look yet is shown. */
async function flatten(source: PdfSource, folder: string, context: ToolContext): Promise<ToolOutcome> {
  const { path, password } = source;
  const own = join(folder, "flattened");
  const more = { job: flattening, password };
  const flat = await changeEverything(path, { kind: "prepareFlattening" }, own, context, more);
  if (!flat.ok) return flat;
  return changeEverything(flat.paths[0] ?? "", { kind: "restoreLinks" }, join(folder, "linked"), context);
}

/** Pictures become JPEGs where that is smaller, and everything is packed. */
async function optimizePictures(
  source: PdfSource,
  folder: string,
  context: ToolContext,
): Promise<ToolOutcome> {
  const { path, password } = source;
  const own = join(folder, "pictures");
  const more = { job: { optimizeImages: "" }, password };
  const made = await changeEverything(path, { kind: "hideColourProfiles" }, own, context, more);
  if (!made.ok) return made;
  const coloured = join(folder, "coloured");
  const again = { job: packing };
  return changeEverything(made.paths[0] ?? "", { kind: "restoreColourProfiles" }, coloured, context, again);
}

const packing = { objectStreams: "generate", recompressFlate: "", compressionLevel: "9" };

const flattening = { generateAppearances: "", flattenAnnotations: "all" };

/** A change that has to look at every object, done by qpdf along with what else `job` says. `folder` is made for it. */
async function changeEverything(
  path: string,
  change: Change,
  folder: string,
  context: ToolContext,
  { job = {}, password }: { readonly job?: QpdfJob; readonly password?: string | undefined } = {},
): Promise<ToolOutcome> {
  await mkdir(folder);
  const secret = { ...(password !== undefined && { password }) };
  const hasPassword = password !== undefined;
  const dumped = await runQpdf(
    {
      job: { inputFile: "in.pdf", outputFile: "out/objects.json", ...secret, ...everyObject },
      ...{ inputs: { "in.pdf": path }, folder: join(folder, "dumped"), hasPassword },
    },
    context,
  );
  if (!dumped.ok) return dumped;
  const to = join(folder, "update.json");
  const written = await context.inspection.changePdf({ paths: dumped.paths, change, to }, context.signal);
  if (!written.ok) return written;
  const from = { inputFile: "in.pdf", outputFile: "out/result.pdf", updateFromJson: "update.json" };
  return runQpdf(
    {
      job: { ...from, ...secret, ...job },
      ...{ inputs: { "in.pdf": path, "update.json": to }, folder: join(folder, "result"), hasPassword },
    },
    context,
  );
}

type JobOperation = Exclude<Operation, { kind: "merge" | "writeMetadata" | "writeBookmarks" | "flatten" }>;

/** All objects of a PDF without the content of their streams, in qpdf's JSON. */
export const everyObject = { json: "2", jsonStreamData: "none", jsonKey: ["qpdf"] } as const;

/** What qpdf can do by itself; `inputs` are files that it needs for it. */
function jobOf(operation: JobOperation): QpdfJob & { readonly inputs?: Readonly<Record<string, string>> } {
  switch (operation.kind) {
    case "split":
      return splitting(operation, operation.password);
    case "rotate":
      return { rotate: `+${operation.angle}:${rangeOf(operation.pages)}` };
    case "watermark":
      return { underlay: markOf(operation), inputs: { "mark.pdf": operation.path } };
    case "stamp":
      return { overlay: markOf(operation), inputs: { "mark.pdf": operation.path } };
    case "embed":
      return embedding(operation);
    case "optimize":
      return packing;
    case "encrypt":
      return { encrypt: encryptionOf(operation) };
    case "decrypt":
      return { decrypt: "" };
  }
}

/** qpdf's word for the last page is z. */
function rangeOf(pages = "1-z"): string {
  return pages.replace(/-(?=,|$)/g, "-z");
}

function splitting(operation: OperationOf<"split">, password: string | undefined): QpdfJob {
  const outputFile = "out/%d.pdf";
  if (operation.mode === "intervals") return { outputFile, splitPages: String(operation.span) };
  // Into an empty PDF: otherwise there would be bookmarks that lead to pages which are not there.
  const from = {
    file: "in.pdf",
    range: rangeOf(operation.pages),
    ...(password !== undefined && { password }),
  };
  const pages = { inputFile: undefined, password: undefined, empty: "", pages: [from] };
  return operation.unify ? pages : { ...pages, outputFile, splitPages: "1" };
}

function markOf({ pages, from }: OperationOf<"watermark" | "stamp">): QpdfJob {
  const which = from === undefined ? { from: "", repeat: "1" } : { from };
  return { file: "mark.pdf", to: rangeOf(pages), ...which };
}

function embedding({ files }: OperationOf<"embed">): ReturnType<typeof jobOf> {
  const inputs: Record<string, string> = {};
  const addAttachment = files.map(({ path, name, mediaType, description }, index) => {
    inputs[`file-${index}`] = path;
    return {
      ...{ file: `file-${index}`, filename: name, key: name, replace: "" },
      ...(mediaType !== undefined && { mimetype: mediaType }),
      ...(description !== undefined && { description }),
    };
  });
  return { addAttachment, inputs };
}

async function change(
  source: PdfSource,
  what: Change,
  folder: string,
  context: ToolContext,
): Promise<ToolOutcome> {
  const objects = await readPdfObjects(source, { folder, name: "objects" }, context);
  if (!objects.ok) return objects;
  const to = join(folder, "update.json");
  const written = await context.inspection.changePdf(
    { paths: objects.paths, change: what, to },
    context.signal,
  );
  if (!written.ok) return written;
  const { path, password } = source;
  return runQpdf(
    {
      job: {
        ...{ inputFile: "in.pdf", outputFile: "out/result.pdf", updateFromJson: "update.json" },
        ...(password !== undefined && { password }),
      },
      inputs: { "in.pdf": path, "update.json": to },
      folder: join(folder, "result"),
      hasPassword: password !== undefined,
    },
    context,
  );
}

/** Pages, with their links, fields and attachments, from qpdf; their bookmarks, which it leaves behind, from us. */
async function merge(
  { entries, password }: OperationOf<"merge">,
  inputs: readonly string[],
  folder: string,
  context: ToolContext,
): Promise<ToolOutcome> {
  const bookmarks: Bookmark[] = [];
  let before = 0;
  for (const [index, path] of inputs.entries()) {
    const objects = await readPdfObjects({ path, password }, { folder, name: `source-${index}` }, context);
    if (!objects.ok) return objects;
    const { outline } = objects;
    const { title, bookmarks: given = outline.bookmarks } = entries?.[index] ?? {};
    const own = moved(given, before);
    if (title === undefined) bookmarks.push(...own);
    else bookmarks.push({ title, page: before + 1, ...(own.length > 0 && { children: own }) });
    before += outline.pages;
  }
  const names = inputs.map((_, index) => `${index}.pdf`);
  const pages = names.map((file) => ({ file, range: "1-z", ...(password !== undefined && { password }) }));
  const merged = await runQpdf(
    {
      job: { empty: "", outputFile: "out/result.pdf", pages },
      inputs: Object.fromEntries(inputs.map((path, index) => [names[index], path])),
      folder: join(folder, "merged"),
      hasPassword: password !== undefined,
    },
    context,
  );
  const [path] = merged.ok ? merged.paths : [];
  if (path === undefined || bookmarks.length === 0) return merged;
  const own = join(folder, "bookmarks");
  await mkdir(own);
  return change({ path }, { kind: "bookmarks", bookmarks }, own, context);
}

function moved(bookmarks: readonly Bookmark[], by: number): Bookmark[] {
  return bookmarks.map(({ page, children, ...rest }) => ({
    ...rest,
    page: page + by,
    ...(children !== undefined && { children: moved(children, by) }),
  }));
}
