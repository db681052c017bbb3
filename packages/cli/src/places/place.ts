import type { Failure, FileConversion, Warning } from "@platen/converter";

/** What was asked of a place, with files of this machine alone. */
export type Wanted = FileConversion & {
  readonly signal: AbortSignal;
  readonly target: (extension: string) => string;
};

/** A failure has the code of a job's failure or, from a server, of its answer. */
export type Outcome =
  | {
      readonly ok: true;
      readonly path: string;
      readonly pages: number | null;
      readonly engine: string;
      readonly warnings: readonly Warning[];
    }
  | { readonly ok: false; readonly code: string; readonly message: string };

/**
 * Where documents are converted. Fails with `unavailable` where none can be, with `request` where nobody with this command
 * line can have one converted, and as `placeFile` does.
 */
export interface Place {
  /** How many at once make sense. */
  readonly slots: number;
  convert(wanted: Wanted): Promise<Outcome>;
  close(): Promise<void>;
}

export function failed({ code, message }: Pick<Failure, "message"> & { code: string }): Outcome {
  return { ok: false, code, message };
}
