import { join } from "node:path";
import {
  type ConversionContext,
  type ConversionOutcome,
  type ConversionRequest,
  type Converter,
  type ConverterDescription,
  failureOf,
  hasPages,
  isAppError,
  isPictureFormat,
} from "@platen/core";
import type { Engine, EngineTask } from "./engine.ts";
import { inspectOpened } from "./inspect-opened.ts";
import type { Inspection } from "./inspection/inspection.ts";
import { defaultPaperOf } from "./mending/default-paper.ts";
import { maybeMended } from "./mending/mend-source.ts";
import { localeOf } from "./options/load-options.ts";
import type { ToolBench } from "./pdf-tools/tool-bench.ts";
import type { SourceFacts } from "./preflight/inspect-source.ts";
import { glyphWarnings } from "./result/glyphs/glyph-warnings.ts";
import { sayLanguage } from "./result/say-language.ts";
import { SlotPool } from "./slot-pool.ts";
import { sourceNameOf } from "./source-name.ts";
import { changesShown } from "./steps/changes-shown.ts";
import { stepsFor } from "./steps/steps-for.ts";
import { orNoSuchSheet } from "./targets/chosen-sheets.ts";
import type { DrawingTools } from "./targets/draw-pages.ts";
import { makeResult } from "./targets/make-result.ts";
import { isOnlyForSoffice } from "./targets/only-for-soffice.ts";
import { engineOutputOf } from "./targets/routes.ts";
import { withProof } from "./with-proof.ts";
import { orWorkFolderFull } from "./work-folder-full.ts";

export interface DocumentConverterParts {
  readonly engine: Engine;
  /** Tried once with a document that the first engine cannot open. Its failure says nothing more. */
  readonly fallback?: Engine | undefined;
  /** What looks at sources and results; ends with the converter. */
  readonly inspection: Inspection;
  /** Undefined where no pages can be drawn. */
  readonly drawing?: DrawingTools | undefined;
  /** Where PDFs are changed; without it that fails. */
  readonly bench?: ToolBench | undefined;
  readonly maxResultBytes: number;
  /** Runs of one engine at once; more wait. */
  readonly maxRuns: number;
}

type Task = Omit<EngineTask, "slot" | "keepSlotFor">;
type EngineOutcome = ConversionOutcome & { readonly mayOpenElsewhere?: boolean | undefined };

const canceled = { ok: false, failure: failureOf("canceled") } as const;

/** The way of one document: inspect the source → run an engine, perhaps the other one → make the result of what it saved → warnings. */
export class DocumentConverter implements Omit<Converter, "drawFirstPage"> {
  readonly #parts: DocumentConverterParts;
  readonly #slots = new Map<Engine, SlotPool>();
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<unknown>>();
  #closed: Promise<void> | undefined;

  constructor(parts: DocumentConverterParts) {
    this.#parts = parts;
    for (const engine of this.#engines) this.#slots.set(engine, new SlotPool(parts.maxRuns));
  }

  get #engines(): Engine[] {
    const { engine, fallback } = this.#parts;
    return fallback === undefined ? [engine] : [engine, fallback];
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

  async #convert(
    request: ConversionRequest,
    { signal, onProgress = () => {} }: ConversionContext,
  ): Promise<ConversionOutcome> {
    const { inspection } = this.#parts;
    if (signal.aborted) return canceled;
    onProgress({ phase: "starting", percent: 1 });
    const source = await inspectOpened(request, inspection, signal);
    if (!source.ok) return source;
    const mended = await this.#mend(source.request, source.facts, signal);
    if (!mended.ok) return mended;
    const outcome = await this.#convertMended(mended, { signal, onProgress });
    return outcome.ok
      ? outcome
      : { ok: false, failure: await withProof(outcome.failure, mended, inspection, signal) };
  }

  async #convertMended(
    { request, facts }: { readonly request: ConversionRequest; readonly facts: SourceFacts },
    { signal, onProgress }: Pick<Task, "signal" | "onProgress">,
  ): Promise<ConversionOutcome> {
    const { engine, fallback, inspection } = this.#parts;
    const output = engineOutputOf(request.format, request.options, facts);
    if (output === undefined) return { ok: false, failure: failureOf("unsupported_target") };
    if (isPictureFormat(request.format) && this.#parts.drawing === undefined)
      return { ok: false, failure: failureOf("unsupported_target", cannotDraw) };
    const steps = stepsFor(request.options, facts);
    const task = { request, facts, output, steps, inspection, signal, onProgress };
    if (fallback !== undefined && isOnlyForSoffice(facts)) return this.#run(fallback, task);
    const { mayOpenElsewhere = false, ...first } = await this.#run(engine, task);
    if (!mayOpenElsewhere || fallback === undefined) return first;
    const second = await this.#run(fallback, task).catch(orNothing);
    return second?.ok || second?.failure.code === "canceled" ? second : first;
  }

  /** The document as it is to be opened: mostly itself. */
  async #mend(request: ConversionRequest, facts: SourceFacts, signal: AbortSignal) {
    const { format, isEncrypted } = facts;
    if (isEncrypted || !maybeMended(format)) return { ok: true, request, facts } as const;
    const { source, folder } = request;
    const to = join(folder, "mended");
    // What is not printed may go on living: its dates change whenever it is opened.
    const dates = hasPages(request.format) ? (request.options.dates ?? "saved") : "today";
    const choice = {
      dates,
      paper: defaultPaperOf(localeOf(request.options)),
      isPrinted: hasPages(request.format),
      formFields: request.options.formFields === true,
      keepsFormulas: request.format === "xlsx" || request.format === "ods",
      singlePageSheets: request.options.singlePageSheets === true,
      name: sourceNameOf(source.filename, format),
    } as const;
    const mended = await this.#parts.inspection.mendSource({ path: source.path, format, to, choice }, signal);
    if (!mended.ok) return mended;
    const { isCopied, warnings, needs } = mended.value;
    return {
      ok: true,
      request: isCopied ? { ...request, source: { ...source, path: to } } : request,
      facts: { ...facts, needs, warnings: [...facts.warnings, ...warnings] },
    } as const;
  }

  async #run(engine: Engine, task: Task): Promise<EngineOutcome> {
    const { inspection, drawing, maxResultBytes } = this.#parts;
    const { signal, facts, request } = task;
    const run = async (slot: number, keepSlotFor: EngineTask["keepSlotFor"]) =>
      signal.aborted ? canceled : engine.run({ ...task, slot, keepSlotFor });
    const result = (await this.#slots.get(engine)?.use(run)) ?? canceled;
    if (signal.aborted) return canceled;
    if (!result.ok)
      return request.format === "csv"
        ? { ...result, failure: orNoSuchSheet(result.failure, request.options.sheet) }
        : result;
    const { paths } = result;
    const language = facts.needs?.language;
    if (language !== undefined && task.output.extension === "pdf") await sayLanguage(paths[0], language);
    const made = await makeResult(paths, request, {
      ...{ inspection, drawing, maxResultBytes },
      ...{ signal, onProgress: task.onProgress },
    });
    if (signal.aborted) return canceled;
    if (!made.ok)
      return { ok: false, failure: "failure" in made ? made.failure : await result.failureOf(made.problem) };
    const { path, format, pages, missingGlyphs = [] } = made;
    const shown = changesShown(request.options, facts.needs);
    const ofPages = pages === null ? [] : [...result.warnings(pages), ...shown];
    const warnings = [...ofPages, ...facts.warnings, ...glyphWarnings(missingGlyphs)];
    return { ok: true, conversion: { path, format, pages, engine: engine.label, warnings } };
  }

  describe(): ConverterDescription {
    return this.#parts.engine.describe();
  }

  async ping(): Promise<void> {
    await this.#parts.engine.ping();
  }

  /** Ends the conversions that are under way, as canceled, then the engines. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#running);
    await this.#parts.inspection.close();
    for (const engine of this.#engines) await engine.close();
  }
}

const cannotDraw =
  "Pages cannot be drawn here, because the programs for it are not installed. Ask for a PDF, or tell the operator.";

/** A second engine that is unavailable says nothing of a document that the first could not open. */
function orNothing(error: unknown): undefined {
  if (!isAppError(error, "engine_unavailable")) throw error;
}
