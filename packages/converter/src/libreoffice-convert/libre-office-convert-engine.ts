import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError, type ConverterDescription, type Failure, failureOf } from "@platen/core";
import type { Engine, EngineResult, EngineTask, OfficeLimits } from "../engine.ts";
import type { JailLauncher } from "../jail/jail-launcher.ts";
import { findLibreOffice, type LibreOffice } from "../libreoffice/find-libreoffice.ts";
import { importFilterOf } from "../options/import-filter.ts";
import { localeOf, textTargetOf } from "../options/load-options.ts";
import type { OwnFonts } from "../own-fonts/own-fonts.ts";
import { sourceNameOf } from "../source-name.ts";
import { temporaryParent } from "../temporary-folder.ts";
import { assertRoomIn } from "../work-folder-full.ts";
import { checkLauncher } from "./launcher.ts";
import { failureOfRun } from "./run-failure.ts";
import { type OfficeRun, runOffice } from "./run-office.ts";

export interface LibreOfficeConvertSettings {
  readonly office: LibreOffice;
  /** Why this engine was chosen, for `describe`. */
  readonly reason: string;
  readonly reasonDetail?: string | undefined;
  readonly timeoutMs: number;
  readonly officeLimits: OfficeLimits;
  /** The launcher that keeps LibreOffice in a jail, where there is one. */
  readonly jail?: JailLauncher | undefined;
  /** The operator's. */
  readonly fonts?: OwnFonts | undefined;
}

interface LaidOut {
  readonly ok: true;
  readonly path: string;
}

/** Without the launcher of the jail. */
const unjailed = {
  layers: ["limits", "environment"],
  missing: ["landlock", "seccomp", "descriptors"],
} as const;

/**
 * One LibreOffice and one fresh profile for every document, started through the npm package libreoffice-convert.
 * Slower than a warm LibreOffice, but it needs nothing beyond LibreOffice itself and a POSIX shell.
 */
export class LibreOfficeConvertEngine implements Engine {
  readonly #settings: LibreOfficeConvertSettings;

  constructor(settings: LibreOfficeConvertSettings) {
    this.#settings = settings;
  }

  get label(): string {
    return `libreoffice-convert/${this.#settings.office.version}`;
  }

  async run(task: EngineTask): Promise<EngineResult> {
    const laidOut = await layOut(task);
    if (!laidOut.ok) return laidOut;
    const timeout = AbortSignal.timeout(this.#settings.timeoutMs);
    const signal = AbortSignal.any([task.signal, timeout]);
    task.onProgress({ phase: "loading", percent: 5 });
    const run = await this.#runOffice({ ...task, signal }, laidOut);
    if (timeout.aborted) return { ok: false, failure: failureOf("conversion_timeout") };
    if (task.signal.aborted) return { ok: false, failure: failureOf("canceled") };
    const [path, ...more] = await keptResults(task, run);
    if (path === undefined) return { ok: false, failure: await this.#failureOf(task, run) };
    return {
      ok: true,
      paths: [path, ...more],
      warnings: () => [],
      failureOf: (problem) => this.#failureOf(task, run, problem),
    };
  }

  async #runOffice(
    { request, facts, output, steps, signal, slot, onProgress }: EngineTask,
    { path }: LaidOut,
  ): Promise<OfficeRun> {
    const { options, password, folder } = request;
    const { format, isEncrypted } = facts;
    const fonts = this.#settings.fonts?.hold();
    const run = runOffice(
      {
        office: this.#settings.office,
        source: await readFile(path),
        sourceName: sourceNameOf(output.isSeveral ? undefined : request.source.filename, format),
        output,
        importFilter: importFilterOf(facts),
        locale: localeOf(options),
        // A password for a document that has none is no mistake; it is not needed.
        password: isEncrypted ? password : undefined,
        steps,
        folder,
        limits: this.#settings.officeLimits,
        jail: this.#settings.jail,
        fonts: fonts?.copy,
        slot,
      },
      { signal, onExporting: () => onProgress({ phase: "exporting", percent: 50 }) },
    );
    return run.finally(() => fonts?.release());
  }

  async #failureOf(
    { request, facts, output }: EngineTask,
    run: OfficeRun,
    pdfProblem?: string,
  ): Promise<Failure> {
    await assertRoomIn(request.folder);
    // Where LibreOffice is another user, it works there.
    if (this.#settings.jail?.userIdOf(0) !== undefined) await assertRoomIn(temporaryParent());
    assertJailed(run);
    return failureOfRun({
      run,
      limits: this.#settings.officeLimits,
      pdfProblem,
      isEncrypted: facts.isEncrypted,
      hasPassword: request.password !== undefined,
      asksForPages: output.extension === "pdf" && request.options.pages !== undefined,
    });
  }

  describe(): ConverterDescription {
    const { reason, reasonDetail, office, jail } = this.#settings;
    const { layers, missing } = jail ?? unjailed;
    return {
      engine: "libreoffice-convert",
      libreOfficeVersion: office.version,
      reason,
      ...(reasonDetail !== undefined && { reasonDetail }),
      layers,
      missingLayers: missing,
    };
  }

  async ping(): Promise<void> {
    await findLibreOffice(this.#settings.office.program);
    await checkLauncher();
  }

  /** Nothing outlives a run. */
  async close(): Promise<void> {}
}

async function keptResults(
  { request, output }: EngineTask,
  { result, results = [] }: OfficeRun,
): Promise<string[]> {
  if (output.isSeveral) return [...results];
  if (result === undefined) return [];
  const path = join(request.folder, `result.${output.extension}`);
  await writeFile(path, result, { mode: 0o600 });
  return [path];
}

/** Text is decoded, and CSV becomes a sheet; anything else lies where it is. */
async function layOut({
  request,
  facts: { format, text },
  inspection,
  signal,
}: EngineTask): Promise<LaidOut | { readonly ok: false; readonly failure: Failure }> {
  if (text === undefined) return { ok: true, path: request.source.path };
  const { source, folder } = request;
  const path = join(folder, "text");
  const target = textTargetOf(format, request);
  const written = await inspection.writeText({ from: source.path, to: path, stored: text, target }, signal);
  return written.ok ? { ok: true, path } : written;
}

/** A jail that was there at the start and cannot be entered now is no fault of the document. */
function assertJailed(run: OfficeRun): void {
  const problem = /^The jail cannot be entered: .*/m.exec(run.output)?.[0];
  if (run.status !== 126 || problem === undefined) return;
  throw new AppError("unavailable", "engine_unavailable", `${problem}. Run npm run doctor.`);
}
