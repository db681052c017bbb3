/** What became of one attempt to send a callback, for log and metrics. Holds no address, secret or answer. */
export interface CallbackReport {
  readonly jobId: string;
  readonly callbackId: string;
  readonly host: string;
  readonly attempt: number;
  /**
   * `again`: to be tried later. `refused`: the job is gone, or somebody else has claimed it since. `interrupted`: the
   * store was away or this program is at fault; the callback comes again when its claim is over.
   */
  readonly outcome: "delivered" | "skipped" | "again" | "failed" | "refused" | "interrupted";
  readonly problem?: string;
  readonly error?: unknown;
  readonly tookMs: number;
}
