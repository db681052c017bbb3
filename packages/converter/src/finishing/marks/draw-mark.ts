import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type ConversionAttachment, type Failure, failureOf, type Mark } from "@platen/core";
import { failureOfTool, type ToolContext } from "../../pdf-tools/run-qpdf.ts";
import { runTool } from "../../pdf-tools/run-tool.ts";
import { findTool } from "../../pdf-tools/tool-bench.ts";
import { type PageSize, readPageSizes } from "../../targets/page-sizes.ts";
import { svgOfPicture } from "./svg-of-picture.ts";
import { svgOfText } from "./svg-of-text.ts";

export interface MarkPlace {
  readonly pdf: string;
  /** Which pages get the mark, in order. */
  readonly pages: readonly number[];
  /** Made for it. */
  readonly folder: string;
}

/** A PDF of marks, and for each of the pages which of its pages belongs there; absent: the first on all of them. */
export interface DrawnMark {
  readonly path: string;
  readonly from?: string;
}

export interface MarkToDraw {
  readonly mark: Mark;
  /** A PDF whose first page is the mark, or a picture; absent: the mark's text. */
  readonly file?: ConversionAttachment;
}

type Drawn =
  | { readonly ok: true; readonly mark: DrawnMark }
  | { readonly ok: false; readonly failure: Failure };

/** The fonts of this machine, where fontconfig keeps what it knows of them, and how kinds of pictures are told apart. */
const readable = [
  "/etc/fonts",
  "/usr/share/fonts",
  "/usr/local/share/fonts",
  "/usr/share/fontconfig",
  "/var/cache/fontconfig",
  "/usr/share/mime",
];

/** A mark for each size of page; pages of further sizes get the first one, shrunk to fit. */
const maxSizes = 50;

/** Draws the mark once for each size of the pages, so that it stands upright and in its place on all of them. */
export async function drawMark(
  { mark, file }: MarkToDraw,
  place: MarkPlace,
  context: ToolContext,
): Promise<Drawn> {
  if (file?.mediaType === "application/pdf") return { ok: true, mark: { path: file.path } };
  await mkdir(place.folder);
  const sizes = await sizesOfPages(place, context);
  if (!sizes.ok) return sizes;
  const kinds = new Map<string, { readonly number: number; readonly size: PageSize }>();
  const numbers = place.pages.map((page) => {
    const size = sizes.sizes[page - 1] ?? a4;
    const key = `${Math.round(size.width)}x${Math.round(size.height)}`;
    const known = kinds.get(key);
    if (known !== undefined) return known.number;
    if (kinds.size >= maxSizes) return 1;
    kinds.set(key, { number: kinds.size + 1, size });
    return kinds.size;
  });
  const svgs = [...kinds.values()].map(({ size }) =>
    file === undefined ? svgOfText(mark, size) : svgOfPicture(mark, pictureName, size),
  );
  const inputs: Record<string, string> = file === undefined ? {} : { [pictureName]: file.path };
  const made = await toPdf(svgs, inputs, join(place.folder, "pdf"), context);
  return made.ok ? { ok: true, mark: { path: made.path, from: numbers.join(",") } } : made;
}

/** Beside the SVG, from where alone it may be read. */
const pictureName = "picture";

const a4: PageSize = { width: 595, height: 842 };

async function sizesOfPages(
  { pdf, pages, folder }: MarkPlace,
  { bench, signal }: ToolContext,
): Promise<
  | { readonly ok: true; readonly sizes: readonly PageSize[] }
  | { readonly ok: false; readonly failure: Failure }
> {
  const run = await runTool(
    {
      program: await findTool("pdfinfo", "poppler-utils"),
      args: ["-f", "1", "-l", String(pages.at(-1) ?? 1), "in.pdf"],
      inputs: { "in.pdf": pdf },
      folder: join(folder, "sizes"),
      signal,
    },
    bench,
  );
  const failure = failureOfTool(run);
  return failure === undefined ? { ok: true, sizes: readPageSizes(run.stdout) } : { ok: false, failure };
}

async function toPdf(
  svgs: readonly string[],
  inputs: Readonly<Record<string, string>>,
  folder: string,
  { bench, signal }: ToolContext,
): Promise<{ readonly ok: true; readonly path: string } | { readonly ok: false; readonly failure: Failure }> {
  const texts = Object.fromEntries(svgs.map((svg, index) => [`${index}.svg`, svg]));
  const fonts = bench.fonts?.hold();
  const run = await runTool(
    {
      program: await findTool("rsvg-convert", "librsvg2-bin"),
      args: ["-f", "pdf", "-o", "out/mark.pdf", ...Object.keys(texts)],
      inputs,
      texts,
      readable,
      fonts: fonts?.copy,
      folder,
      signal,
    },
    bench,
  ).finally(() => fonts?.release());
  const failure = failureOfTool(run);
  if (failure !== undefined) return { ok: false, failure };
  const [name] = run.files;
  if (name !== undefined && run.end.kind === "exited" && run.end.status === 0)
    return { ok: true, path: join(folder, name) };
  return { ok: false, failure: { ...failureOf("output_invalid"), detail: "the mark was not drawn" } };
}
