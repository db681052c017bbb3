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
  type Failure,
  failureOf,
  type Warning,
} from "@platen/core";
import { finishPdf } from "./finishing/finish-pdf.ts";
import type { Inspection } from "./inspection/inspection.ts";
import { entryName } from "./packing/entry-name.ts";
import { applyOperation } from "./pdf-tools/operations/apply-operation.ts";
import type { ToolBench } from "./pdf-tools/tool-bench.ts";

export interface SeveralParts {
  /** Converts each document; ends with this converter. */
  readonly documents: Converter;
  readonly inspection: Inspection;
  /** Where PDFs are merged; without it that fails. */
  readonly bench: ToolBench | undefined;
  readonly maxResultBytes: number;
}

type Task = ConversionRequest & { readonly signal: AbortSignal };

/** One result of several documents: each is converted by itself, then all are merged or packed. */
export class SeveralConverter implements Converter {
  readonly #parts: SeveralParts;

  constructor(parts: SeveralParts) {
    this.#parts = parts;
  }

  async convert(request: ConversionRequest, context: ConversionContext): Promise<ConversionOutcome> {
    const { source, moreSources = [], ...rest } = request;
    if (moreSources.length === 0) return this.#parts.documents.convert(request, context);
    const isMerged = request.format === "pdf" && request.options.merge === true;
    const forEach = isMerged ? withoutFinish(rest) : rest;
    const sources = [source, ...moreSources];
    const made: Conversion[] = [];
    for (const [index, each] of sources.entries()) {
      const folder = join(request.folder, String(index + 1));
      await mkdir(folder);
      const outcome = await this.#parts.documents.convert(
        { ...forEach, source: each, folder },
        { ...context, onProgress: partOf(context, index, sources.length) },
      );
      if (!outcome.ok) return { ok: false, failure: named(outcome.failure, index, sources.length) };
      made.push(outcome.conversion);
    }
    const { signal } = context;
    return isMerged
      ? this.#merge(made, sources, { ...request, signal })
      : this.#pack(made, sources, { ...request, signal });
  }

  async #merge(
    made: readonly Conversion[],
    sources: readonly ConversionSource[],
    task: Task,
  ): Promise<ConversionOutcome> {
    const { folder: parent, signal } = task;
    const { inspection, bench, maxResultBytes: maxBytes } = this.#parts;
    if (bench === undefined) throw cannotMerge();
    const folder = join(parent, "merged");
    await mkdir(folder);
    const titles = sources.map((source, index) => titleOf(source, index));
    const paths = made.map(({ path }) => path);
    const merged = await applyOperation({ kind: "merge", titles }, paths, folder, {
      bench,
      inspection,
      signal,
    });
    if (!merged.ok) return merged;
    const [path] = merged.paths;
    if (path === undefined) return { ok: false, failure: failureOf("output_invalid") };
    const found = await inspection.inspectResult({ path, format: "pdf", maxBytes }, signal);
    if (!found.ok) return { ok: false, failure: "failure" in found ? found.failure : unsound(found.problem) };
    const finished = await finishPdf(path, task, parent, { inspection, bench, signal });
    if (!finished.ok) return finished;
    const thumbnailPath = made[0]?.thumbnailPath;
    const thumbnail = thumbnailPath !== undefined && { thumbnailPath };
    return {
      ok: true,
      conversion: { path: finished.path, format: "pdf", pages: found.pages, ...together(made), ...thumbnail },
    };
  }

  async #pack(
    made: readonly Conversion[],
    sources: readonly ConversionSource[],
    { folder, signal }: Task,
  ): Promise<ConversionOutcome> {
    const { inspection, maxResultBytes: maxBytes } = this.#parts;
    const taken = new Set<string>();
    const files = made.map(({ path, format }, index) => {
      const filename = sources[index]?.filename ?? titleOf(sources[index], index);
      return { path, name: unique(entryName(`${filename}.${format}`), taken) };
    });
    const to = join(folder, "results.zip");
    const failure = await inspection.packFiles({ files, to, isDeflated: false, maxBytes }, signal);
    if (failure !== undefined) return { ok: false, failure };
    return { ok: true, conversion: { path: to, format: "zip", pages: null, ...together(made) } };
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

/** What is asked of the one PDF in the end, and not of each that goes into it. */
function withoutFinish<T extends Pick<ConversionRequest, "options" | "resultPasswords">>({
  resultPasswords: _,
  ...request
}: T): Omit<T, "resultPasswords"> {
  const { permissions: __, ...options } = request.options;
  return { ...request, options };
}

function together(made: readonly Conversion[]): Pick<Conversion, "engine" | "warnings"> {
  const warnings: Warning[] = made.flatMap(({ warnings }, index) =>
    warnings.map((warning) => ({
      ...warning,
      message: `${ofDocument(index, made.length)}${warning.message}`,
    })),
  );
  return { engine: made[0]?.engine ?? "", warnings };
}

/** Which of them it was; by its number, because names belong into no log. */
function named(failure: Failure, index: number, count: number): Failure {
  return { ...failure, message: `${ofDocument(index, count)}${failure.message}` };
}

function ofDocument(index: number, count: number): string {
  return `Document ${index + 1} of ${count}: `;
}

function partOf({ onProgress }: ConversionContext, index: number, count: number) {
  return ({ phase, percent }: Parameters<NonNullable<ConversionContext["onProgress"]>>[0]) =>
    onProgress?.({ phase, percent: (100 * index + percent) / count });
}

function titleOf(source: ConversionSource | undefined, index: number): string {
  const { filename } = source ?? {};
  return filename === undefined ? `Document ${index + 1}` : basename(filename, extname(filename));
}

/** Names of a zip, told apart by a number where documents have the same name. */
function unique(name: string, taken: Set<string>): string {
  const extension = extname(name);
  let candidate = name;
  for (let count = 2; taken.has(candidate.toLowerCase()); count += 1)
    candidate = `${name.slice(0, name.length - extension.length)} (${count})${extension}`;
  taken.add(candidate.toLowerCase());
  return candidate;
}

function cannotMerge(): AppError {
  const message = "PDFs cannot be merged here. Run npm run doctor.";
  return new AppError("unavailable", "engine_unavailable", message);
}

function unsound(detail: string): Failure {
  return { ...failureOf("output_invalid"), detail };
}
