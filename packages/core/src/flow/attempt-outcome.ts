import type { Warning } from "../conversion/outcome.ts";
import type { JobFailure, JobResult } from "../job/job.ts";

/** How one attempt at a conversion went, before the job's row knows of it. */
export type AttemptOutcome = {
  readonly convertMs: number;
  /** Why it was released; or, whatever the outcome, why the folder of the attempt could not be removed. */
  readonly error?: unknown;
} & (
  | {
      readonly kind: "made";
      readonly result: JobResult;
      readonly warnings: readonly Warning[];
      readonly prefix: string;
    }
  | {
      readonly kind: "failed";
      readonly failure: Omit<JobFailure, "attempt">;
      readonly retry: boolean;
      readonly detail?: string;
    }
  /** Nobody's fault: the worker drains, or something it depends on is away. */
  | { readonly kind: "released"; readonly draining: boolean }
);
