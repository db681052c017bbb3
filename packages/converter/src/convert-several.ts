import { mkdir } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import {
  AppError,
  type Conversion,
  type ConversionContext,
  type ConversionOutcome,
  type ConversionRequest,
  type ConversionSource,
  type Converter,
  type ConverterDescription,
  entryName,
  type Failure,
  type Progress,
  UniqueNames,
  type Warning,
} from "@platen/core";
import { finishPdfs, type NamedPdf, namesOfPdfs } from "./finishing/finish-pdfs.ts";
import { finishingSteps } from "./finishing/finishing-steps.ts";
import { mergePdfs } from "./finishing/merge-pdfs.ts";
import type { Inspection } from "./inspection/inspection.ts";
import type { PackedFile } from "./packing/pack-files.ts";
import { convertPdf } from "./pdf-source/convert-pdf.ts";
import type { ToolBench } from "./pdf-tools/tool-bench.ts";
import type { DrawingTools } from "./targets/draw-pages.ts";

export interface SeveralParts {
  /** Converts each document that is no PDF; ends with this converter. */
  readonly documents: Omit<Converter, "drawFirstPage">;
  readonly inspection: Inspection;
  /** Where PDFs are merged and changed; without it that fails. */
  readonly bench: ToolBench | undefined;
  /** Undefined where no pages can be drawn. */
  readonly drawing: DrawingTools | undefined;
  readonly maxResultBytes: number;
}

type Task = ConversionRequest & { readonly signal: AbortSignal };

/** One result of one or several documents: each is converted by itself; PDFs are merged and finished, then all are packed. */
export class SeveralConverter implements Omit<Converter, "drawFirstPage"> {
  readonly #parts: SeveralParts;

  constructor(parts: SeveralParts) {
    this.#parts = parts;
  }

  async convert(request: ConversionRequest, context: ConversionContext): Promise<ConversionOutcome> {
    const { source, moreSources = [] } = request;
    const sources = [source, ...moreSources];
    const isFinished = request.format === "pdf" && finishingSteps(request).length > 0;
    if (sources.length === 1 && !isFinished) return this.#convertOne(request, context);
    const made: Conversion[] = [];
    for (const [index, each] of sources.entries()) {
      const outcome = await this.#convertPart(request, each, { index, count: sources.length, context });
      if (!outcome.ok) return { ok: false, failure: named(outcome.failure, index, sources.length) };
      made.push(outcome.conversion);
    }
    const task = { ...request, signal: context.signal };
    return request.format === "pdf" ? this.#finish(made, sources, task) : this.#pack(made, sources, task);
  }

  #convertOne(request: ConversionRequest, context: ConversionContext): Promise<ConversionOutcome> {
    if (request.source.format !== "pdf") return this.#parts.documents.convert(request, context);
    const { bench } = this.#parts;
    if (bench === undefined) throw cannotFinish();
    return convertPdf(request, context, { ...this.#parts, bench });
  }

  async #convertPart(
    { moreSources: _, ...request }: ConversionRequest,
    source: ConversionSource,
    { index, count, context }: { index: number; count: number; context: ConversionContext },
  ): Promise<ConversionOutcome> {
    const folder = join(request.folder, String(index + 1));
    await mkdir(folder);
    return this.#convertOne(
      { ...request, source, folder },
      { ...context, onProgress: partOf(context, index, count) },
    );
  }

  async #finish(
    made: readonly Conversion[],
    sources: readonly ConversionSource[],
    task: Task,
  ): Promise<ConversionOutcome> {
    const { inspection, bench, maxResultBytes: maxBytes } = this.#parts;
    const { options, signal } = task;
    const isMerged = options.merge === true && (made.length > 1 || options.mergeBookmarks !== undefined);
    const isFinished = finishingSteps(task).length > 0;
    if (!isMerged && !isFinished) return this.#pack(made, sources, task);
    if (bench === undefined) throw cannotFinish();
    const folder = join(task.folder, "finishing");
    await mkdir(folder);
    const context = { bench, inspection, signal };
    const pdfs: NamedPdf[] = made.map(({ path, pages }, index) => ({
      ...{ path, pages: pages ?? 0, name: nameOfPdf(sources[index], index) },
      ...filenameOf(sources[index]),
    }));
    if (isMerged) {
      const titled = pdfs.map((pdf, index) => ({
        ...{ ...pdf, filename: pdf.filename, title: titleOf(sources[index], index) },
      }));
      const place = { folder: join(task.folder, "merged"), maxBytes };
      const merged = await mergePdfs(titled, options, place, context);
      if (!merged.ok) return merged;
      pdfs.splice(0, pdfs.length, { ...merged.pdf, name: nameOfPdf(sources[0], 0) });
    }
    const finished = await finishPdfs(pdfs, task, { folder, maxBytes }, context);
    if (!finished.ok) return finished;
    const [only, ...more] = finished.pdfs;
    const facts = together(made, finished.warnings);
    if (only === undefined || more.length > 0) {
      const names = namesOfPdfs(finished.pdfs);
      const files = finished.pdfs.map(({ path }, index) => ({ path, name: names[index] ?? String(index) }));
      return this.#zip(files, task, facts);
    }
    const { path, pages } = only;
    return { ok: true, conversion: { path, format: "pdf", pages, ...facts } };
  }

  #pack(
    made: readonly Conversion[],
    sources: readonly ConversionSource[],
    task: Task,
  ): Promise<ConversionOutcome> {
    const names = new UniqueNames();
    const files = made.map(({ path, format }, index) => {
      const name = format === "pdf" ? nameOfPdf(sources[index], index) : nameOf(sources[index], index);
      return { path, name: names.take(entryName(`${name}.${format}`)) };
    });
    return this.#zip(files, task, together(made));
  }

  async #zip(
    files: readonly PackedFile[],
    { folder, signal }: Task,
    facts: Pick<Conversion, "engine" | "warnings">,
  ): Promise<ConversionOutcome> {
    const { inspection, maxResultBytes: maxBytes } = this.#parts;
    const to = join(folder, "results.zip");
    const failure = await inspection.packFiles({ files, to, isDeflated: false, maxBytes }, signal);
    if (failure !== undefined) return { ok: false, failure };
    return { ok: true, conversion: { path: to, format: "zip", pages: null, ...facts } };
  }

  describe(): ConverterDescription {
    return this.#parts.documents.describe();
  }

  ping(): Promise<void> {
    return this.#parts.documents.ping();
  }

  close(): Promise<void> {
    return this.#parts.documents.close();
  }
}

function together(
  made: readonly Conversion[],
  ofAll: readonly Warning[] = [],
): Pick<Conversion, "engine" | "warnings"> {
  const warnings: Warning[] = made.flatMap(({ warnings }, index) =>
    warnings.map((warning) => ({
      ...warning,
      message: `${ofDocument(index, made.length)}${warning.message}`,
    })),
  );
  return { engine: made[0]?.engine ?? "", warnings: [...warnings, ...ofAll] };
}

/** Which of them it was; by its number, because names belong into no log. */
function named(failure: Failure, index: number, count: number): Failure {
  return { ...failure, message: `${ofDocument(index, count)}${failure.message}` };
}

function ofDocument(index: number, count: number): string {
  if (count === 1) return "";
  return `Document ${index + 1} of ${count}: `;
}

function partOf({ onProgress }: ConversionContext, index: number, count: number) {
  return ({ percent, ...progress }: Progress) =>
    onProgress?.({ ...progress, percent: (100 * index + percent) / count });
}

function nameOf(source: ConversionSource | undefined, index: number): string {
  return source?.filename ?? titleOf(source, index);
}

/** Without its extension: a PDF that stays a PDF keeps its name, and a report.docx becomes a report.docx.pdf. */
function nameOfPdf(source: ConversionSource | undefined, index: number): string {
  return source?.format === "pdf" ? titleOf(source, index) : nameOf(source, index);
}

function filenameOf(source: ConversionSource | undefined): { filename?: string } {
  return source?.filename === undefined ? {} : { filename: source.filename };
}

function titleOf(source: ConversionSource | undefined, index: number): string {
  const { filename } = source ?? {};
  return filename === undefined ? `Document ${index + 1}` : basename(filename, extname(filename));
}

function cannotFinish(): AppError {
  const message = "PDFs cannot be merged or changed here. Run npm run doctor.";
  return new AppError("unavailable", "engine_unavailable", message);
}
