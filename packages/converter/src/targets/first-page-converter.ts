import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type {
  ConversionContext,
  ConversionOutcome,
  ConversionRequest,
  Converter,
  ConverterDescription,
} from "@platen/core";
import { type DrawingTools, drawPages } from "./draw-pages.ts";

/** What the page of a job shows at most. */
const options = { width: 640 };
const maxBytes = 20_000_000;
/** It is a courtesy: whatever takes longer is not drawn. */
const timeoutMs = 30_000;

/** A converter that also draws the first page of a PDF, in the jail of the tools: beside the result where it is asked for. */
export class FirstPageConverter implements Converter {
  readonly #converter: Omit<Converter, "drawFirstPage">;
  readonly #drawing: DrawingTools | undefined;

  constructor(converter: Omit<Converter, "drawFirstPage">, drawing: DrawingTools | undefined) {
    this.#converter = converter;
    this.#drawing = drawing;
  }

  async convert(request: ConversionRequest, context: ConversionContext): Promise<ConversionOutcome> {
    const outcome = await this.#converter.convert(request, context);
    const isWanted =
      request.options.thumbnail === true && request.resultPasswords?.openPassword === undefined;
    if (!isWanted || !outcome.ok || outcome.conversion.format !== "pdf") return outcome;
    const folder = join(request.folder, "first-page");
    await mkdir(folder);
    const thumbnailPath = await this.drawFirstPage(outcome.conversion.path, folder, context.signal);
    if (thumbnailPath === undefined) return outcome;
    return { ok: true, conversion: { ...outcome.conversion, thumbnailPath } };
  }

  async drawFirstPage(pdf: string, folder: string, signal: AbortSignal): Promise<string | undefined> {
    if (this.#drawing === undefined) return undefined;
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const task = { pdf, pages: 1, format: "png", options, folder, maxBytes, signal: inTime } as const;
    const drawn = await drawPages(task, this.#drawing);
    return drawn.ok ? drawn.paths[0] : undefined;
  }

  describe(): ConverterDescription {
    return this.#converter.describe();
  }

  ping(): Promise<void> {
    return this.#converter.ping();
  }

  close(): Promise<void> {
    return this.#converter.close();
  }
}
