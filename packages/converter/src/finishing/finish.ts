import type { ConversionRequest, Failure } from "@platen/core";

/** What is asked of a finished PDF. */
export type Finish = Pick<ConversionRequest, "options" | "resultPasswords">;

export type Finished =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly failure: Failure };
