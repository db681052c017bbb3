import {
  type Conversion,
  type ConversionContext,
  type ConversionOutcome,
  type ConversionRequest,
  type Converter,
  type ConverterDescription,
  type Failure,
  failureOf,
} from "@platen/core";
import { inspectSource, type SourceFacts } from "../preflight/inspect-source.ts";
import type { SourceLimits } from "../preflight/source-limits.ts";
import { inspectPdf } from "../result/inspect-pdf.ts";
import { SlotPool } from "../slot-pool.ts";
import { orWorkFolderFull, workFolderFull } from "../work-folder-full.ts";
import type { Canary } from "./canary.ts";
import { fidelityWarnings } from "./fidelity-warnings.ts";
import { leftByChild, resultName, thumbnailName } from "./job-folder.ts";
import { LoadingProgress } from "./loading-progress.ts";
import type { MotherSupervisor } from "./mother-supervisor.ts";
import { failureOfEnd } from "./press-failure.ts";
import { type PressJob, preparePressJob } from "./press-job.ts";
import type { PressEnd } from "./press-message.ts";
import type { PressLimits } from "./press-order.ts";
import { runOrder } from "./run-order.ts";

export interface PressSettings {
  readonly supervisor: MotherSupervisor;
  /** Why this engine was chosen, for `describe`. */
  readonly reason: string;
  readonly limits: PressLimits;
  readonly sourceLimits: SourceLimits;
  /** How many children the mother keeps at once. */
  readonly maxChildren: number;
  /** Whether to draw the first page. */
  readonly thumbnails: boolean;
  /** The engine for what the press cannot open. */
  readonly other?: Converter | undefined;
  /** Called once at the end, to take away what the mother left on the disk. */
  readonly cleanUp: () => Promise<void>;
}

/** One warm LibreOffice, and for every document a copy of it that is jailed before it sees the document. */
export class PressConverter implements Converter {
  readonly #settings: PressSettings;
  readonly #slots: SlotPool;
  readonly #canary: Canary;
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<unknown>>();
  #closed: Promise<void> | undefined;

  constructor(settings: PressSettings, canary: Canary) {
    this.#settings = settings;
    this.#slots = new SlotPool(settings.maxChildren);
    this.#canary = canary;
  }

  async convert(request: ConversionRequest, context: ConversionContext): Promise<ConversionOutcome> {
    const signal = AbortSignal.any([context.signal, this.#closing.signal]);
    const conversion = this.#convert(request, { ...context, signal });
    this.#running.add(conversion);
    try {
      const outcome = await conversion;
      if (outcome.ok) this.#canary.note();
      return outcome;
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
    const inspection = await inspectSource(claimed, this.#settings.sourceLimits);
    if (!inspection.ok) return inspection;
    return this.#slots.use((slot) => this.#press(request, inspection.facts, { ...context, slot }));
  }

  async #press(
    request: ConversionRequest,
    facts: SourceFacts,
    { slot, signal, onProgress }: ConversionContext & { slot: number },
  ): Promise<ConversionOutcome> {
    const { supervisor, limits, thumbnails, sourceLimits } = this.#settings;
    if (signal.aborted) return failed(failureOf("canceled"));
    const mother = await supervisor.mother();
    const job = await preparePressJob(request, facts, {
      userId: mother.userIdOf(slot),
      limits,
      hasThumbnail: thumbnails,
      maxSheetBytes: sourceLimits.maxXmlPartBytes,
    });
    if ("failure" in job) return failed(job.failure);
    const progress = new LoadingProgress(onProgress);
    const end = await runOrder(
      mother,
      { ...job.order, slot },
      { signal, onMessage: (message) => progress.hear(message) },
    );
    if (signal.aborted) return failed(failureOf("canceled"));
    if (end.outcome === "disk_full") throw workFolderFull(undefined);
    if (end.outcome !== "converted") return this.#tryOther(request, { end, facts }, { signal });
    return this.#gather(request, { ...job, facts, end });
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
    const second = await other.convert(request, context);
    return second.ok || second.failure.code === "canceled" ? second : failed(failure);
  }

  async #gather(
    { options }: ConversionRequest,
    { folder, facts, end }: PressJob & { facts: SourceFacts; end: PressEnd },
  ): Promise<ConversionOutcome> {
    const path = await leftByChild(folder, resultName);
    if (path === undefined) return failed(unsound("the child left no plain file"));
    const pdf = inspectPdf(path, { maxBytes: this.#settings.limits.maxResultBytes });
    if (!pdf.ok) return failed(unsound(pdf.problem));
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
    const provedMsAgo = this.#canary.ageMs;
    return {
      engine: "press",
      libreOfficeVersion: libreOffice,
      reason: this.#settings.reason,
      layers,
      missingLayers: missing,
      ...(provedMsAgo !== undefined && { provedMsAgo }),
    };
  }

  /** Sound when a document was converted lately; where that is some time ago, a small one is converted meanwhile. */
  async ping(): Promise<void> {
    await this.#canary.check((request, context) => this.convert(request, context));
  }

  /** Ends the conversions that are under way, as canceled, and the mother. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#running);
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
