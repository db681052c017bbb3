import type { ConversionOptions, ResultPasswords } from "../conversion/options/index.ts";
import type { ConversionOutcome } from "../conversion/outcome.ts";
import type { SourceFormat } from "../conversion/sources/source-formats.ts";
import type { TargetFormat } from "../conversion/target-formats.ts";
import type { AttachedRole, Progress } from "../job/job.ts";

/** A document on this machine's disk, and what its name claims it to be; the content is checked before LibreOffice sees it. */
export interface ConversionSource {
  readonly path: string;
  readonly format: SourceFormat;
  /** As the person named it: may be shown where the document shows its own name. Never a path. */
  readonly filename?: string;
}

/** A file on this machine's disk that is put into the PDF, or laid under or over its pages. */
export interface ConversionAttachment {
  readonly role: AttachedRole;
  readonly path: string;
  readonly filename: string;
  readonly mediaType: string;
}

export interface ConversionRequest {
  readonly source: ConversionSource;
  /** Further documents for the same result, in their order. */
  readonly moreSources?: readonly ConversionSource[];
  readonly attachedFiles?: readonly ConversionAttachment[];
  readonly format: TargetFormat;
  readonly options: ConversionOptions;
  /** Opens the sources. */
  readonly password?: string;
  /** For a PDF that is made; with several sources and no merging, for each of them. */
  readonly resultPasswords?: ResultPasswords;
  /** An empty folder for this conversion alone; the caller removes it afterwards. */
  readonly folder: string;
}

export interface ConversionContext {
  /** Aborted: the conversion ends within 2 s with the failure `canceled` and leaves no process. */
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Turns one document into one file. Expected failures are returned, typed; it throws `unavailable` errors only for
 * what is no fault of the document: `engine_unavailable`, or `work_folder_full` when the disk is. Any other error that
 * it throws, but for one of a system call, is a fault of its own and counts against the document. The clock of a
 * conversion starts when LibreOffice gets the file. When `convert` has returned, no process of it is left but one that was
 * killed and that the kernel cannot end yet, because a disk does not answer; and a returned file is whole: a PDF
 * begins, ends and has pages as it should, and any other kind is what it says.
 */
export interface Converter {
  convert(request: ConversionRequest, context: ConversionContext): Promise<ConversionOutcome>;
  /**
   * Draws the first page of a PDF that `convert` made as a PNG, into a folder that exists and that the caller removes.
   * Undefined where it cannot be drawn: it is encrypted, takes too long, or `signal` was aborted.
   */
  drawFirstPage(pdf: string, folder: string, signal: AbortSignal): Promise<string | undefined>;
  /** What is running and why, for the log, `/readyz` and `/version`. */
  describe(): ConverterDescription;
  /** Fails with `unavailable` / `engine_unavailable` when no document can be converted now. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface ConverterDescription {
  readonly engine: string;
  readonly libreOfficeVersion: string;
  /** Why this engine was chosen. Clients read it: no path stands here. */
  readonly reason: string;
  /** What the reason leaves out, for the log. */
  readonly reasonDetail?: string;
  /** Layers of protection around a document that are active, and those that are missing. */
  readonly layers: readonly string[];
  readonly missingLayers: readonly string[];
  /** Families of a folder of the operator's own, where there is one whose files can be told apart. */
  readonly ownFonts?: readonly string[];
  /** How long ago a document was converted, for an engine that keeps watch on that. */
  readonly provedMsAgo?: number;
}
