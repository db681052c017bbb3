/** Where something is sent when a job has ended. It may hold secrets, and so may the address itself. */
export interface WebhookTarget {
  readonly kind: "webhook";
  readonly url: string;
  /** Signs the message; null for the owner's own secret. */
  readonly secret: string | null;
}

export type CallbackTarget = WebhookTarget;

/**
 * `waiting` for the job's end, `sending` until it arrived or was given up, and then `delivered` or `failed`. A redrive
 * makes it wait again.
 */
export type CallbackState = "waiting" | "sending" | "delivered" | "failed";

/**
 * What is told to somebody outside when the job has ended: at least once, and under an id that stays the same however
 * often it is sent. It lives in the row of its job, which is kept for as long as it is to be sent.
 */
export interface Callback {
  /** Of this end of the job; null while the job goes on. */
  readonly id: string | null;
  /** Dropped as soon as nobody can need it again, and never shown. */
  readonly target: CallbackTarget | null;
  /** All that is shown of the target. */
  readonly host: string;
  readonly state: CallbackState;
  /** Counts claims under this id: the fencing token of whoever sends. */
  readonly attempts: number;
  /** While it is to be sent: not before; while somebody sends it: until when nobody else may. */
  readonly nextAt: number | null;
  /** From then on it is not tried again. */
  readonly giveUpAt: number | null;
  /** Why the last attempt failed; holds nothing of what was answered. */
  readonly problem: string | null;
}

export function newCallback(target: CallbackTarget): Callback {
  const none = { id: null, nextAt: null, giveUpAt: null, problem: null };
  return { target, host: hostOf(target), state: "waiting", attempts: 0, ...none };
}

export function hostOf({ url }: CallbackTarget): string {
  return new URL(url).host;
}
