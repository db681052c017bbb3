/**
 * One handing-over of a job's id. While it is hidden nobody else receives it; when its time is over it comes again,
 * to anyone. A call on a delivery that has come again elsewhere has no effect and does not fail.
 */
export interface Delivery {
  readonly jobId: string;
  /** How often this message was handed over, this time included; may be approximate. */
  readonly receives: number;
  /** As it was given to `send`: it joins the log lines of a request and of what came of it (W3C Trace Context). */
  readonly traceparent?: string;
  /** Hidden for `forMs` more from now on. */
  extend(forMs: number): Promise<void>;
  /** Never comes again. */
  complete(): Promise<void>;
  /** Comes again after `delayMs`. */
  release(delayMs: number): Promise<void>;
}

/**
 * Wake-up calls for workers: at least once, in no promised order, never the truth about a job. An owner with
 * many messages does not starve an owner with few. Failures of the queue itself are `unavailable` / `job_queue_unavailable`.
 */
export interface JobQueue {
  /** Durable once it returns. */
  send(jobId: string, options: { owner: string; delayMs?: number; traceparent?: string }): Promise<void>;
  /**
   * Waits up to `waitMs` for a message and hides it for the queue's visibility time; undefined when none came or
   * `signal` was aborted. A message that was taken while the wait was aborted comes again.
   */
  receive(options: { waitMs: number; signal?: AbortSignal }): Promise<Delivery | undefined>;
  /** How many messages wait, roughly, those delayed and in flight not counted. */
  depth(): Promise<number>;
  /** How many messages will come before this job's, roughly; undefined where the queue cannot tell or has no such message. */
  ahead(jobId: string): Promise<number | undefined>;
  ping(): Promise<void>;
  /** May be called more than once. */
  close(): Promise<void>;
}
