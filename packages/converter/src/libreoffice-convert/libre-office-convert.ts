import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  AppError,
  type ConversionContext,
  type ConversionOutcome,
  type ConversionRequest,
  type Converter,
  type ConverterDescription,
  type Failure,
  failureOf,
  sourceFormats,
} from "@platen/core";
import { Inspection } from "../inspection/inspection.ts";
import { findLibreOffice, type LibreOffice } from "../libreoffice/find-libreoffice.ts";
import { exportFilterArgument } from "../options/export-filter.ts";
import { type FieldSeparator, importFilterOf } from "../options/import-filter.ts";
import { localeOf } from "../options/load-options.ts";
import type { SourceFacts } from "../preflight/inspect-source.ts";
import type { SourceLimits } from "../preflight/source-limits.ts";
import { SlotPool } from "../slot-pool.ts";
import { temporaryParent } from "../temporary-folder.ts";
import { assertRoomIn, orWorkFolderFull } from "../work-folder-full.ts";
import { checkLauncher } from "./launcher.ts";
import type { OfficeJail } from "./office-jail.ts";
import { failureOfRun } from "./run-failure.ts";
import { type OfficeLimits, type OfficeRun, runOffice } from "./run-office.ts";

export interface LibreOfficeConvertSettings {
  readonly office: LibreOffice;
  /** Why this engine was chosen, for `describe`. */
  readonly reason: string;
  readonly timeoutMs: number;
  readonly sourceLimits: SourceLimits;
  readonly officeLimits: OfficeLimits;
  /** The launcher that keeps LibreOffice in a jail, where there is one. */
  readonly jail?: OfficeJail | undefined;
  /** What looks at sources and PDFs, and ends with this engine; one of its own unless it is given. */
  readonly inspection?: Inspection;
}

/** Where LibreOffice finds the source, and what divides its fields. */
interface LaidOut {
  readonly ok: true;
  readonly path: string;
  readonly separator?: FieldSeparator;
}

/** Without the launcher of the jail. */
const unjailed = {
  layers: ["limits", "environment"],
  missing: ["landlock", "seccomp", "descriptors"],
} as const;
/** More runs at once than any worker has slots. */
const maxRuns = 64;

/**
 * One LibreOffice and one fresh profile for every document, started through the npm package libreoffice-convert.
 * Slower than a warm LibreOffice, but it needs nothing beyond LibreOffice itself and a POSIX shell.
 */
export class LibreOfficeConvert implements Converter {
  readonly #settings: LibreOfficeConvertSettings;
  readonly #inspection: Inspection;
  readonly #slots = new SlotPool(maxRuns);
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  constructor(settings: LibreOfficeConvertSettings) {
    this.#settings = settings;
    this.#inspection = settings.inspection ?? new Inspection(settings);
  }

  async convert(request: ConversionRequest, context: ConversionContext): Promise<ConversionOutcome> {
    const signal = AbortSignal.any([context.signal, this.#closing.signal]);
    const conversion = this.#convert(request, { ...context, signal });
    this.#running.add(conversion);
    try {
      return await conversion;
    } catch (error) {
      throw orWorkFolderFull(error);
    } finally {
      this.#running.delete(conversion);
    }
  }

  async #convert(request: ConversionRequest, context: ConversionContext): Promise<ConversionOutcome> {
    const report = context.onProgress ?? (() => {});
    if (context.signal.aborted) return { ok: false, failure: failureOf("canceled") };
    report({ phase: "starting", percent: 1 });
    const { source, password } = request;
    const claimed = { ...source, hasPassword: password !== undefined };
    const inspection = await this.#inspection.inspectSource(claimed, context.signal);
    if (!inspection.ok) return inspection;
    const laidOut = await this.#layOut(request, inspection.facts, context.signal);
    if (!laidOut.ok) return laidOut;

    const timeout = AbortSignal.timeout(this.#settings.timeoutMs);
    const signal = AbortSignal.any([context.signal, timeout]);
    report({ phase: "loading", percent: 5 });
    const onExporting = () => report({ phase: "exporting", percent: 50 });
    const run = await this.#slots.use((slot) =>
      this.#runOffice(request, { ...inspection.facts, ...laidOut }, { signal, onExporting, slot }),
    );
    if (context.signal.aborted) return { ok: false, failure: failureOf("canceled") };
    if (timeout.aborted) return { ok: false, failure: failureOf("conversion_timeout") };
    return this.#outcomeOf(request, { ...inspection.facts, run, signal: context.signal });
  }

  /** Text is decoded, and LibreOffice is told what divides the fields of CSV; anything else lies where it is. */
  async #layOut(
    { source, folder }: ConversionRequest,
    { format, text }: SourceFacts,
    signal: AbortSignal,
  ): Promise<LaidOut | { readonly ok: false; readonly failure: Failure }> {
    if (text === undefined) return { ok: true, path: source.path };
    const path = join(folder, "text");
    const target = { kind: format === "csv" ? "csv" : "text" } as const;
    const written = await this.#inspection.writeText(
      { from: source.path, to: path, stored: text, target },
      signal,
    );
    return written.ok ? { ok: true, path, separator: written.separator } : written;
  }

  async #runOffice(
    { options, password, folder }: ConversionRequest,
    { format, isEncrypted, path, separator }: SourceFacts & LaidOut,
    { slot, ...watch }: { signal: AbortSignal; onExporting: () => void; slot: number },
  ): Promise<OfficeRun> {
    return runOffice(
      {
        office: this.#settings.office,
        source: await readFile(path),
        format,
        exportFilter: exportFilterArgument(options, sourceFormats[format].family),
        importFilter: importFilterOf(format, separator),
        locale: localeOf(options),
        // A password for a document that has none is no mistake; it is not needed.
        password: isEncrypted ? password : undefined,
        folder,
        limits: this.#settings.officeLimits,
        jail: this.#settings.jail,
        slot,
      },
      watch,
    );
  }

  async #outcomeOf(
    { folder, password, options }: ConversionRequest,
    { isEncrypted, warnings, run, signal }: SourceFacts & { run: OfficeRun; signal: AbortSignal },
  ): Promise<ConversionOutcome> {
    const limits = this.#settings.officeLimits;
    const path = join(folder, "result.pdf");
    let pdfProblem: string | undefined;
    if (run.pdf !== undefined) {
      await writeFile(path, run.pdf, { mode: 0o600 });
      const pdf = await this.#inspection.inspectPdf({ path, maxBytes: limits.maxResultBytes }, signal);
      if (pdf.ok) return { ok: true, conversion: { path, pages: pdf.pages, engine: this.#engine, warnings } };
      if ("failure" in pdf) return pdf;
      pdfProblem = pdf.problem;
    }
    await assertRoomIn(folder);
    // Where LibreOffice is another user, it works there.
    if (this.#settings.jail?.userIdOf(0) !== undefined) await assertRoomIn(temporaryParent());
    assertJailed(run);
    const hasPassword = password !== undefined;
    const asksForPages = options.pages !== undefined;
    const failed = { run, limits, pdfProblem, isEncrypted, hasPassword, asksForPages };
    return { ok: false, failure: failureOfRun(failed) };
  }

  get #engine(): string {
    return `libreoffice-convert/${this.#settings.office.version}`;
  }

  describe(): ConverterDescription {
    const { layers, missing } = this.#settings.jail ?? unjailed;
    return {
      engine: "libreoffice-convert",
      libreOfficeVersion: this.#settings.office.version,
      reason: this.#settings.reason,
      layers,
      missingLayers: missing,
    };
  }

  async ping(): Promise<void> {
    await findLibreOffice(this.#settings.office.program);
    await checkLauncher();
  }

  /** Ends the conversions that are under way, as canceled, and waits for them. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#running);
    await this.#inspection.close();
  }
}

/** A jail that was there at the start and cannot be entered now is no fault of the document. */
function assertJailed(run: OfficeRun): void {
  const problem = /^The jail cannot be entered: .*/m.exec(run.output)?.[0];
  if (run.status !== 126 || problem === undefined) return;
  throw new AppError("unavailable", "engine_unavailable", `${problem}. Run npm run doctor.`);
}
