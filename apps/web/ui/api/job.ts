/** A job as the HTTP API returns it. */
export interface Job {
  readonly id: string;
  readonly status: JobStatus;
  /** What was asked for, such as `pdf`. */
  readonly format: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly source: { readonly filename: string; readonly bytes: number };
  readonly progress: {
    readonly phase: "waiting" | "starting" | "loading" | "exporting" | "storing";
    readonly percent: number;
    /** The position in the queue, starting at 1; null if unknown. */
    readonly queuePosition?: number | null;
    readonly etaSeconds?: number | null;
    /** How many pages are made, and of how many, where that is known. */
    readonly page?: number | null;
    readonly pages?: number | null;
    /** Why it does not go on for now; null while all is well. */
    readonly interruption?: Interruption | null;
  };
  readonly result: {
    readonly filename: string;
    readonly bytes: number;
    readonly mediaType?: string;
    readonly pages: number | null;
  } | null;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly retryable: boolean;
  } | null;
  readonly warnings?: readonly Warning[];
  readonly batch?: string | null;
  readonly batchPosition?: number | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly expiresAt: string;
  readonly links: { readonly result: string | null; readonly thumbnail?: string | null };
}

export interface Interruption {
  readonly reason: "worker_lost" | "stopped" | "failed";
  /** Null where it waits for nothing but its turn. */
  readonly nextAttemptAt: string | null;
}

export interface Warning {
  readonly code: string;
  readonly message: string;
  readonly count?: number;
  /** What the message tells of, such as the name of a font. */
  readonly values?: Readonly<Record<string, string | number>>;
}

export type JobStatus = "queued" | "processing" | "succeeded" | "failed" | "canceled" | "expired";

export function isEnded(job: Pick<Job, "status">): boolean {
  return job.status !== "queued" && job.status !== "processing";
}
