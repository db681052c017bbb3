import type { FailureCode } from "./failures.ts";

/** Something about the result that a person may want to know; `code` is stable. */
export interface Warning {
  readonly code: string;
  readonly message: string;
}

export interface Failure {
  readonly code: FailureCode;
  /** What happened and what to do, for the person. */
  readonly message: string;
  /** Whether the same document may succeed another time. */
  readonly retryable: boolean;
  /** For the log only: exit status, signal, the program's last words. Never the content of a document. */
  readonly detail?: string;
}

export interface Conversion {
  /** The file that was made; it lies in the request's folder. */
  readonly path: string;
  readonly pages: number;
  /** The engine's name and version of LibreOffice, such as `press/7.4.7`. */
  readonly engine: string;
  readonly warnings: readonly Warning[];
  /** A PNG of the first page, where the engine made one. */
  readonly thumbnailPath?: string;
}

export type ConversionOutcome =
  | { readonly ok: true; readonly conversion: Conversion }
  | { readonly ok: false; readonly failure: Failure };
