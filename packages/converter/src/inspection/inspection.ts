import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { type Failure, type FailureCode, failureOf } from "@platen/core";
import type { Mending } from "../mending/mend-source.ts";
import type { Mended } from "../mending/mended.ts";
import type { MendingStep } from "../mending/mending-steps.ts";
import type { MendingChoice } from "../mending/part-reader.ts";
import type { Metadata } from "../pdf-objects/change.ts";
import type { PdfOutline, Read } from "../pdf-objects/change-pdf.ts";
import type { MendedConformance } from "../pdf-objects/conformance/mend-conformance.ts";
import type { ClaimedSource, OfficeAbilities, SourceInspection } from "../preflight/inspect-source.ts";
import type { SourceLimits } from "../preflight/source-limits.ts";
import type { TextWritten } from "../preflight/text-source.ts";
import type { ResultInspection } from "../result/inspect-result.ts";
import { InspectorPool } from "./inspector-pool.ts";
import type { TaskEnd } from "./inspector-process.ts";
import type { TaskInput, TaskName, TaskOutput } from "./inspector-tasks.ts";
import type { TaskError } from "./serve-tasks.ts";

export interface InspectionSettings {
  readonly sourceLimits: SourceLimits;
  /** Steps of mending that are left out. */
  readonly mendingOff?: readonly MendingStep[] | undefined;
  /** Those of the LibreOffice that converts; a new one's by default. */
  readonly abilities?: OfficeAbilities;
  /** The longest that one look at a document may take: as long as its conversion. */
  readonly timeoutMs: number;
  readonly maxHeapBytes?: number;
  /** The program of the inspectors; another one for tests. */
  readonly program?: string;
}

/** Readers keep pieces of a document, of some megabytes each. */
const defaultHeapBytes = 268_435_456;
/** What Node sets aside at its start, most of it for machine code that is never written. */
const ownBytes = 805_306_368;
/** Room for buffers, which are not in the heap. */
const bufferBytes = 268_435_456;

/** What differs from document to document. */
interface MendingInput extends Omit<Mending, "maxEntries" | "choice"> {
  readonly choice: Omit<MendingChoice, "off" | "mergesParts">;
}

type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

/**
 * Looks at sources and results in processes of their own, with limits of time, memory and processor time. A document
 * that its reader does not survive fails with `conversion_timeout`, `resource_limit` or `engine_crashed`; the
 * documents beside it, and the process that holds the leases, do not notice. Nothing is left of a look that ended.
 */
export class Inspection {
  readonly #pool: InspectorPool;
  readonly #sourceLimits: SourceLimits;
  readonly #abilities: OfficeAbilities;
  readonly #mendingOff: readonly MendingStep[];

  constructor({
    sourceLimits,
    mendingOff = [],
    abilities = { opensOnePart: true, mergesParts: true, lacks: [] },
    timeoutMs,
    maxHeapBytes = defaultHeapBytes,
    program = ownProgram,
  }: InspectionSettings) {
    this.#sourceLimits = sourceLimits;
    this.#mendingOff = mendingOff;
    this.#abilities = abilities;
    const timeoutSeconds = Math.ceil(timeoutMs / 1_000);
    this.#pool = new InspectorPool({
      program,
      limits: {
        timeoutMs,
        maxHeapBytes,
        maxMemoryBytes: maxHeapBytes + ownBytes + bufferBytes,
        // One that is not retired yet still has twice the time of a task.
        maxCpuSeconds: 3 * timeoutSeconds,
      },
      retireAfterCpuMs: 1_000 * timeoutSeconds,
    });
  }

  warmUp(): void {
    this.#pool.warmUp();
  }

  async inspectSource(source: ClaimedSource, signal: AbortSignal): Promise<SourceInspection> {
    const input = { source, limits: this.#sourceLimits, abilities: this.#abilities };
    const outcome = await this.#run("inspectSource", input, signal);
    return outcome.ok ? outcome.value : outcome;
  }

  /** Whether it was decrypted. */
  unlockOpenXml(input: TaskInput<"unlockOpenXml">, signal: AbortSignal): Promise<Outcome<boolean>> {
    return this.#run("unlockOpenXml", input, signal);
  }

  /** Whether it is the document's; undefined where that cannot be known. */
  provePassword(
    input: Omit<TaskInput<"provePassword">, "maxEntries">,
    signal: AbortSignal,
  ): Promise<Outcome<boolean | undefined>> {
    const { maxZipEntries: maxEntries } = this.#sourceLimits;
    return this.#run("provePassword", { ...input, maxEntries }, signal);
  }

  /** Whether it is one. */
  unpackFlatPackage(
    input: Omit<TaskInput<"unpackFlatPackage">, "maxParts">,
    signal: AbortSignal,
  ): Promise<Outcome<boolean>> {
    const { maxZipEntries: maxParts } = this.#sourceLimits;
    return this.#run("unpackFlatPackage", { ...input, maxParts }, signal);
  }

  async mendSource({ choice, ...input }: MendingInput, signal: AbortSignal): Promise<Outcome<Mended>> {
    const { maxZipEntries: maxEntries } = this.#sourceLimits;
    const off = this.#mendingOff;
    const { mergesParts } = this.#abilities;
    return this.#run("mendSource", { ...input, choice: { ...choice, off, mergesParts }, maxEntries }, signal);
  }

  async writeText(
    input: Omit<TaskInput<"writeText">, "maxBytes">,
    signal: AbortSignal,
  ): Promise<TextWritten> {
    const { maxXmlPartBytes: maxBytes } = this.#sourceLimits;
    const outcome = await this.#run("writeText", { ...input, maxBytes }, signal);
    return outcome.ok ? outcome.value : outcome;
  }

  /** A problem is the result's; a failure is that of looking at it. */
  async inspectResult(
    input: TaskInput<"inspectResult">,
    signal: AbortSignal,
  ): Promise<ResultInspection | { readonly ok: false; readonly failure: Failure }> {
    const outcome = await this.#run("inspectResult", input, signal);
    return outcome.ok ? outcome.value : outcome;
  }

  /** Of a PDF in qpdf's JSON. Fails with `resource_limit` where it has more objects than can be read. */
  async readPdfOutline(path: string, signal: AbortSignal): Promise<Outcome<PdfOutline>> {
    return flat(await this.#run("readPdfOutline", { path }, signal));
  }

  /** The same of its own facts. */
  async readPdfMetadata(paths: readonly string[], signal: AbortSignal): Promise<Outcome<Metadata>> {
    return flat(await this.#run("readPdfMetadata", { paths }, signal));
  }

  /** Writes into a file what qpdf must change. */
  async changePdf(input: TaskInput<"changePdf">, signal: AbortSignal): Promise<Outcome<undefined>> {
    return flat(await this.#run("changePdf", input, signal));
  }

  /** The same, for a PDF that is to claim what it is. */
  async mendConformance(
    input: TaskInput<"mendConformance">,
    signal: AbortSignal,
  ): Promise<Outcome<MendedConformance>> {
    const outcome = await this.#run("mendConformance", input, signal);
    if (!outcome.ok) return outcome;
    return flat({
      ok: true,
      value: outcome.value === undefined ? { ok: false } : { ok: true, value: outcome.value },
    });
  }

  /** Undefined when the zip is written, otherwise why it is not. */
  packFiles(input: TaskInput<"packFiles">, signal: AbortSignal): Promise<Failure | undefined> {
    return this.#write("packFiles", input, signal);
  }

  /** Undefined when the page is written, otherwise why it is not. */
  embedPictures(input: TaskInput<"embedPictures">, signal: AbortSignal): Promise<Failure | undefined> {
    return this.#write("embedPictures", input, signal);
  }

  /** Undefined when the text is written, otherwise why it is not. */
  async dropByteOrderMark(
    input: TaskInput<"dropByteOrderMark">,
    signal: AbortSignal,
  ): Promise<Failure | undefined> {
    const outcome = await this.#run("dropByteOrderMark", input, signal);
    return outcome.ok ? undefined : outcome.failure;
  }

  async #write<Name extends "packFiles" | "embedPictures">(
    name: Name,
    input: TaskInput<Name>,
    signal: AbortSignal,
  ): Promise<Failure | undefined> {
    const outcome = await this.#run(name, input, signal);
    if (!outcome.ok) return outcome.failure;
    return outcome.value ? undefined : failureOf("resource_limit");
  }

  /** Ends every process of it. What was under way ends as `canceled` or `engine_crashed`. */
  close(): Promise<void> {
    return this.#pool.close();
  }

  async #run<Name extends TaskName>(
    name: Name,
    input: TaskInput<Name>,
    signal: AbortSignal,
  ): Promise<Outcome<TaskOutput<Name>>> {
    const end = await this.#pool.run(name, input, signal);
    if (end.kind === "done") return { ok: true, value: end.output as TaskOutput<Name> };
    if (end.kind === "failed" && !isOutOfMemory(end.error)) throw asError(end.error);
    return { ok: false, failure: failureOfEnd(name, end) };
  }
}

function flat<T>(outcome: Outcome<Read<T>>): Outcome<T> {
  if (!outcome.ok) return outcome;
  if (outcome.value.ok) return outcome.value;
  return { ok: false, failure: { ...failureOf("resource_limit"), detail: "a PDF with too many objects" } };
}

/** Beside this file, and JavaScript where this file is. */
const ownProgram = fileURLToPath(new URL(`inspector-program${extname(import.meta.url)}`, import.meta.url));

function failureOfEnd(name: TaskName, end: Exclude<TaskEnd, { kind: "done" }>): Failure {
  const words = end.kind === "died" ? `died: ${end.words}` : end.kind;
  return { ...failureOf(codeOf(end)), detail: `${name} ${words}` };
}

function codeOf(end: Exclude<TaskEnd, { kind: "done" }>): FailureCode {
  if (end.kind === "canceled") return "canceled";
  if (end.kind === "timeout") return "conversion_timeout";
  if (end.kind === "failed") return "resource_limit";
  return end.signal !== null && limitSignals.has(end.signal) ? "resource_limit" : "engine_crashed";
}

/** How JavaScript's engine ends a process that has no memory left, and the system one that has no time. */
const limitSignals: ReadonlySet<NodeJS.Signals> = new Set(["SIGABRT", "SIGTRAP", "SIGILL", "SIGXCPU"]);

function isOutOfMemory({ code, message }: TaskError): boolean {
  return code === "ERR_MEMORY_ALLOCATION_FAILED" || message === "Array buffer allocation failed";
}

function asError({ name, message, stack, code, syscall }: TaskError): Error {
  const error = Object.assign(new Error(message), { name, ...(code !== undefined && { code }) });
  if (stack !== undefined) error.stack = stack;
  return Object.assign(error, syscall !== undefined && { syscall });
}
