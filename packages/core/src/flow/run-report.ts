/** What became of one delivery, for log and metrics. Holds no document content, name or password. */
export interface RunReport {
  readonly jobId: string;
  /** Of the request that sent the message. */
  readonly traceparent?: string;
  /** 0 when the job was not claimed. */
  readonly attempt: number;
  /**
   * `again`: back in the queue, for a retry or released. `refused`: somebody else has or ended the job.
   * `drawn`: it had ended, and somebody wanted to see its first page. `skipped`: it could not be claimed. `interrupted`: the backend was away; lease and visibility bring it back.
   */
  readonly outcome: "succeeded" | "failed" | "again" | "refused" | "drawn" | "skipped" | "interrupted";
  /** The failure's code, or why the job was skipped. */
  readonly code?: string;
  readonly reason?: string;
  /** The end of the engine's output. */
  readonly detail?: string;
  readonly error?: unknown;
  /** From when the job might have started until it was received. */
  readonly waitedMs: number;
  readonly convertMs: number;
  /** From receiving to the end of everything. */
  readonly totalMs: number;
}
