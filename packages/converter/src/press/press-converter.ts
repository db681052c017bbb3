import {
  type Conversion,
  type ConversionContext,
  type ConversionOutcome,
  type ConversionRequest,
  type Converter,
  type ConverterDescription,
  type Failure,
  failureOf,
  isAppError,
} from "@platen/core";
import { Inspection } from "../inspection/inspection.ts";
import { countOomKills } from "../memory/oom-kills.ts";
import type { SourceFacts } from "../preflight/inspect-source.ts";
import type { SourceLimits } from "../preflight/source-limits.ts";
import { SlotPool } from "../slot-pool.ts";
import { assertRoomIn, orWorkFolderFull } from "../work-folder-full.ts";
import { fidelityWarnings } from "./job/fidelity-warnings.ts";
import { leftByChild, resultName, thumbnailName } from "./job/job-folder.ts";
import { LoadingProgress } from "./job/loading-progress.ts";
import { engineFault, failureOfEnd, isEngineFault, knownEnd } from "./job/press-failure.ts";
import { type PressJob, preparePressJob } from "./job/press-job.ts";
import type { PressLimits } from "./job/press-request.ts";
import { runRequest } from "./job/run-request.ts";
import type { PressEnd } from "./process/press-message.ts";
import type { TemplateSupervisor } from "./process/template-supervisor.ts";

export interface PressSettings {
  readonly supervisor: TemplateSupervisor;
  /** Why this engine was chosen, for `describe`. */
  readonly reason: string;
  readonly limits: PressLimits;
  readonly sourceLimits: SourceLimits;
  /** How many children the template process may have at once. */
  readonly maxChildren: number;
  /** Whether to draw the first page. */
  readonly thumbnails: boolean;
  /** The engine for what the press cannot open. */
  readonly other?: Converter | undefined;
  /** Called once at the end, to remove what the template process left on the disk. */
  readonly cleanUp: () => Promise<void>;
}

interface SlotUse {
  readonly slot: number;
  readonly keepFor: (rest: Promise<void>) => void;
}

/** One warm LibreOffice, and for every document a copy of it that is jailed before it sees the document. */
export class PressConverter implements Converter {
  readonly #settings: PressSettings;
  readonly #inspection: Inspection;
  readonly #slots: SlotPool;
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<unknown>>();
  #closed: Promise<void> | undefined;

  constructor(settings: PressSettings) {
    this.#settings = settings;
    const { sourceLimits, limits } = settings;
    this.#inspection = new Inspection({ sourceLimits, timeoutMs: limits.timeoutMs });
    this.#inspection.warmUp();
    this.#slots = new SlotPool(settings.maxChildren);
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
    if (context.signal.aborted) return failed(failureOf("canceled"));
    context.onProgress?.({ phase: "starting", percent: 1 });
    const claimed = { ...request.source, hasPassword: request.password !== undefined };
    const inspection = await this.#inspection.inspectSource(claimed, context.signal);
    if (!inspection.ok) return inspection;
    return this.#slots.use((slot, keepFor) =>
      this.#press(request, inspection.facts, { ...context, slot, keepFor }),
    );
  }

  async #press(
    request: ConversionRequest,
    facts: SourceFacts,
    { slot, keepFor, signal, onProgress }: ConversionContext & SlotUse,
  ): Promise<ConversionOutcome> {
    const { supervisor, limits, thumbnails, sourceLimits } = this.#settings;
    if (signal.aborted) return failed(failureOf("canceled"));
    const template = await supervisor.template(signal);
    if (template === undefined) return failed(failureOf("canceled"));
    const job = await preparePressJob(request, facts, {
      writeText: (input) => this.#inspection.writeText(input, signal),
      userId: template.userIdOf(slot),
      limits,
      hasThumbnail: thumbnails,
      maxSheetBytes: sourceLimits.maxXmlPartBytes,
    });
    if ("failure" in job) return failed(job.failure);
    const progress = new LoadingProgress(onProgress);
    const oomKills = await countOomKills();
    const run = runRequest(
      template,
      { ...job.pressRequest, slot },
      { signal, onMessage: (message) => progress.receive(message) },
    );
    keepFor(run.gone);
    const end = await knownEnd(await run.end, oomKills);
    if (signal.aborted) return failed(failureOf("canceled"));
    if (isEngineFault(end)) throw engineFault(end);
    // A full disk makes LibreOffice fail like a document that is damaged.
    if (end.outcome !== "converted") await assertRoomIn(request.folder);
    if (end.outcome !== "converted") return this.#tryOther(request, { end, facts }, { signal });
    return this.#gather(request, { ...job, facts, end, signal });
  }

  /** LibreOffice started anew opens some documents that LibreOfficeKit does not. Its failure says nothing more. */
  async #tryOther(
    request: ConversionRequest,
    { end, facts }: { end: PressEnd; facts: SourceFacts },
    context: ConversionContext,
  ): Promise<ConversionOutcome> {
    const { other } = this.#settings;
    const asksForPages = request.options.pages !== undefined;
    const isLocked = facts.isEncrypted && request.password !== undefined;
    const failure = failureOfEnd({ end, asksForPages, isLocked });
    const isClean = end.outcome === "load_failed" || end.outcome === "save_failed";
    if (other === undefined || !isClean || failure.code === "pages_out_of_range") return failed(failure);
    const second = await other.convert(request, context).catch(orNothing);
    return second?.ok || second?.failure.code === "canceled" ? second : failed(failure);
  }

  async #gather(
    { options }: ConversionRequest,
    { folder, facts, end, signal }: PressJob & { facts: SourceFacts; end: PressEnd; signal: AbortSignal },
  ): Promise<ConversionOutcome> {
    const path = await leftByChild(folder, resultName);
    if (path === undefined) return failed(unsound("the child left no plain file"));
    const { maxResultBytes } = this.#settings.limits;
    const pdf = await this.#inspection.inspectPdf({ path, maxBytes: maxResultBytes }, signal);
    if (!pdf.ok) return failed("failure" in pdf ? pdf.failure : unsound(pdf.problem));
    const thumbnailPath = end.hasThumbnail ? await leftByChild(folder, thumbnailName) : undefined;
    const conversion: Conversion = {
      path,
      pages: pdf.pages,
      engine: `press/${this.#settings.supervisor.ready.libreOffice}`,
      warnings: [...fidelityWarnings(end, pdf.pages, options), ...facts.warnings],
      ...(thumbnailPath !== undefined && { thumbnailPath }),
    };
    return { ok: true, conversion };
  }

  describe(): ConverterDescription {
    const { layers, missing, libreOffice } = this.#settings.supervisor.ready;
    return {
      engine: "press",
      libreOfficeVersion: libreOffice,
      reason: this.#settings.reason,
      layers,
      missingLayers: missing,
    };
  }

  /** Fails while the press is being restarted. */
  async ping(): Promise<void> {
    this.#settings.supervisor.assertRunning();
  }

  /** Ends the conversions that are under way, as canceled, and the template process. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#running);
    await this.#inspection.close();
    await this.#settings.supervisor.close();
    await this.#settings.other?.close();
    await this.#settings.cleanUp();
  }
}

function failed(failure: Failure): ConversionOutcome {
  return { ok: false, failure };
}

function unsound(problem: string): Failure {
  return { ...failureOf("output_invalid"), detail: problem };
}

/** A second engine that is away says nothing of a document that the press could not open. */
function orNothing(error: unknown): undefined {
  if (!isAppError(error, "engine_unavailable")) throw error;
}
