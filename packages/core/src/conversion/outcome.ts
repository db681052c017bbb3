import type { Failure } from "./failures.ts";
import type { ResultFormat } from "./target-formats.ts";

/** Something about the result that a person may want to know; `code` is stable. */
export interface Warning {
  readonly code: string;
  readonly message: string;
  /** Of what the message tells, where it can be counted. */
  readonly count?: number;
  /** What the message tells of, such as the name of a font, for whoever says it in other words. */
  readonly values?: Readonly<Record<string, string | number>>;
}

export interface Conversion {
  /** The file that was made; it lies in the request's folder. */
  readonly path: string;
  /** What that file is. */
  readonly format: ResultFormat;
  /** Null where that kind of file has none. */
  readonly pages: number | null;
  /** The engine's name and version of LibreOffice, such as `press/7.4.7`. */
  readonly engine: string;
  readonly warnings: readonly Warning[];
  /** A PNG of the first page, where it was asked for and could be drawn. */
  readonly thumbnailPath?: string;
}

export type ConversionOutcome =
  | { readonly ok: true; readonly conversion: Conversion }
  | { readonly ok: false; readonly failure: Failure };
