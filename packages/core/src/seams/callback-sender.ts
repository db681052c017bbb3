import type { Callback, CallbackTarget } from "../job/callback.ts";
import type { Job } from "../job/job.ts";

/** A callback that may be sent: it has an id and still knows its target. */
export interface ReadyCallback extends Callback {
  readonly id: string;
  readonly target: CallbackTarget;
}

export type SendOutcome =
  /** `skipped`: this end of the job has nothing for the target. */
  | { readonly sent: true; readonly skipped?: boolean }
  | {
      readonly sent: false;
      /** A sentence for the owner that holds nothing of an answer. */
      readonly problem: string;
      /** Whether another attempt may go better. */
      readonly retry: boolean;
      /** The receiver asked for so long a pause. */
      readonly afterMs?: number;
    };

/** Tells others of an ended job. */
export interface CallbackSender {
  /**
   * One attempt, which ends within a minute, or ten with a result, or soon after `signal` is aborted. What the receiver or its address is to
   * blame for is an outcome.
   */
  send(job: Job, callback: ReadyCallback, signal: AbortSignal): Promise<SendOutcome>;
  close(): Promise<void>;
}
