import { basename, dirname, extname, join } from "node:path";
import {
  type ConversionRequest,
  entryName,
  type Failure,
  failureOf,
  isPictureFormat,
  type PictureFormat,
  type Progress,
  type ResultFormat,
  type TargetFormat,
} from "@platen/core";
import type { Inspection } from "../inspection/inspection.ts";
import type { MissingGlyphs } from "../result/glyphs/missing-glyphs.ts";
import { chosenSheets, noSuchSheet } from "./chosen-sheets.ts";
import { type DrawingTools, drawPages } from "./draw-pages.ts";

export interface MakingParts {
  readonly inspection: Inspection;
  /** Undefined where pictures cannot be drawn here. */
  readonly drawing: DrawingTools | undefined;
  readonly maxResultBytes: number;
}

interface MakingContext extends MakingParts {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** A result that is ready to be stored; a problem is that of what LibreOffice saved, a failure is any other. */
export type MadeResult =
  | {
      readonly ok: true;
      readonly path: string;
      readonly format: ResultFormat;
      readonly pages: number | null;
      /** Of a PDF, or of the one that was drawn. */
      readonly missingGlyphs?: readonly MissingGlyphs[] | undefined;
    }
  | { readonly ok: false; readonly problem: string }
  | { readonly ok: false; readonly failure: Failure };

type Saved = readonly [string, ...string[]];

/**
 * From what LibreOffice saved to the one file that was asked for: looked at, and where it takes several files, drawn,
 * chosen, joined or packed.
 */
export async function makeResult(
  saved: Saved,
  request: ConversionRequest,
  parts: MakingContext,
): Promise<MadeResult> {
  const making = new Making(request, parts);
  const { format } = request;
  if (isPictureFormat(format)) return making.pictures(saved[0], format);
  if (format === "csv") return making.tables(saved);
  if (format === "txt") return making.text(saved[0]);
  return format === "html" ? making.page(saved) : making.inspected(saved[0], format);
}

class Making {
  readonly #request: ConversionRequest;
  readonly #parts: MakingContext;

  constructor(request: ConversionRequest, parts: MakingContext) {
    this.#request = request;
    this.#parts = parts;
  }

  async inspected(path: string, format: TargetFormat): Promise<MadeResult> {
    const { inspection, maxResultBytes: maxBytes, signal } = this.#parts;
    const found = await inspection.inspectResult({ path, format, maxBytes }, signal);
    if (!found.ok) return found;
    const { pages, missingGlyphs } = found;
    return { ok: true, path, format, pages, missingGlyphs };
  }

  async pictures(pdf: string, format: PictureFormat): Promise<MadeResult> {
    const { drawing, maxResultBytes: maxBytes, signal, onProgress } = this.#parts;
    if (drawing === undefined) return failed("unsupported_target"); // refused before
    const { folder, options } = this.#request;
    const found = await this.inspected(pdf, "pdf");
    if (!found.ok) return found;
    const pages = found.pages ?? 0;
    const onPage = (page: number, of: number) =>
      onProgress({ phase: "exporting", percent: 50 + (49 * page) / of, pageProgress: { page, pages: of } });
    const drawn = await drawPages({ pdf, pages, format, options, folder, maxBytes, signal, onPage }, drawing);
    if (!drawn.ok) return drawn;
    const names = pageNames(drawn.paths.length).map((name) => `${this.#name}-${name}.${format}`);
    const made = await this.#oneOrZip(drawn.paths, format, names);
    return made.ok ? { ...made, pages, missingGlyphs: found.missingGlyphs } : made;
  }

  async tables(saved: Saved): Promise<MadeResult> {
    const sheets = chosenSheets(saved, this.#request.options.sheet);
    if (sheets.length === 0) return { ok: false, failure: noSuchSheet() };
    const names = sheets.map(({ name }) => `${this.#name}-${name}.csv`);
    return this.#oneOrZip(
      sheets.map(({ path }) => path),
      "csv",
      names,
    );
  }

  async text(path: string): Promise<MadeResult> {
    const { inspection, signal } = this.#parts;
    const to = join(this.#request.folder, "text.txt");
    const failure = await inspection.dropByteOrderMark({ path, to }, signal);
    return failure === undefined ? this.inspected(to, "txt") : { ok: false, failure };
  }

  /** The page with its pictures inside. */
  async page(saved: Saved): Promise<MadeResult> {
    const page = saved.find((path) => extname(path) === ".html");
    if (page === undefined || saved.length === 1) return this.inspected(saved[0], "html");
    const { inspection, maxResultBytes: maxBytes, signal } = this.#parts;
    const pictures = saved.filter((path) => path !== page).map((path) => basename(path));
    const to = join(this.#request.folder, "page.html");
    const embedding = { folder: dirname(page), page: basename(page), pictures, to, maxBytes };
    const failure = await inspection.embedPictures(embedding, signal);
    return failure === undefined ? this.inspected(to, "html") : { ok: false, failure };
  }

  /** Each file is looked at before it becomes the result or a part of it. */
  async #oneOrZip(
    paths: readonly string[],
    format: TargetFormat,
    names: readonly string[],
  ): Promise<MadeResult> {
    for (const path of paths) {
      const found = await this.inspected(path, format);
      if (!found.ok) return found;
    }
    const [only, ...more] = paths;
    if (only !== undefined && more.length === 0) return { ok: true, path: only, format, pages: null };
    const { inspection, maxResultBytes: maxBytes, signal } = this.#parts;
    const files = paths.map((path, index) => ({ path, name: entryName(names[index] ?? String(index)) }));
    const to = join(this.#request.folder, "result.zip");
    const isDeflated = format === "csv" || format === "svg";
    const packed = await inspection.packFiles({ files, to, isDeflated, maxBytes }, signal);
    return packed === undefined
      ? { ok: true, path: to, format: "zip", pages: null }
      : { ok: false, failure: packed };
  }

  get #name(): string {
    const filename = this.#request.source.filename ?? "document";
    return basename(filename, extname(filename));
  }
}

/** So that they are in order, also where they are sorted by name. */
function pageNames(count: number): string[] {
  const digits = String(count).length;
  return Array.from({ length: count }, (_, index) => String(index + 1).padStart(digits, "0"));
}

function failed(...failure: Parameters<typeof failureOf>): MadeResult {
  return { ok: false, failure: failureOf(...failure) };
}
