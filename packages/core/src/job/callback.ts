/** Where something is sent when a job has ended. It may hold secrets, and so may the address itself. */
export interface WebhookTarget {
  readonly kind: "webhook";
  readonly url: string;
  /** Signs the message; null for the owner's own secret. */
  readonly secret: string | null;
  /** Stands before the links of the job; absent: nothing. */
  readonly basePath?: string;
}

/** The result itself goes to an address. Of a job without one the failure goes to another, where there is one. */
export interface ResultTarget {
  readonly kind: "result";
  readonly url: string;
  readonly method: CallbackMethod;
  /** Sent along with both, and may hold secrets. */
  readonly headers: Readonly<Record<string, string>>;
  /** Takes the place of the result's own name, and has the same extension behind it. */
  readonly filename: string | null;
  /** Told as JSON: a status and a message, as Gotenberg tells them. */
  readonly failure: { readonly url: string; readonly method: CallbackMethod } | null;
}

/** A short message about the end, as Gotenberg sends them. */
export interface EventTarget {
  readonly kind: "event";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Tells the receiver which of its requests it was. */
  readonly correlationId: string;
}

export type CallbackMethod = "POST" | "PUT" | "PATCH";

export type CallbackTarget = WebhookTarget | ResultTarget | EventTarget;

/**
 * `waiting` for the job's end, `sending` until it arrived or was given up, and then `delivered` or `failed`; `skipped`
 * where this end has nothing to send. A redrive makes it wait again.
 */
export type CallbackState = "waiting" | "sending" | "delivered" | "skipped" | "failed";

/**
 * What is told to somebody outside when the job has ended: at least once, and under an id that stays the same however
 * often it is sent. It lives in the row of its job, which is kept for as long as it is to be sent.
 */
export interface Callback {
  /** Of this end of the job; null while the job goes on. */
  readonly id: string | null;
  /** Dropped as soon as nobody can need it again, and never shown. */
  readonly target: CallbackTarget | null;
  readonly kind: CallbackTarget["kind"];
  /** All that is shown of the target. */
  readonly host: string;
  readonly state: CallbackState;
  /** Counts claims under this id: the fencing token of whoever sends. */
  readonly attempts: number;
  /**
   * While it is to be sent: not before; while somebody sends it: until when nobody else may. Null while an event waits
   * for its result.
   */
  readonly nextAt: number | null;
  /** From then on it is not tried again. */
  readonly giveUpAt: number | null;
  /** Why the last attempt failed; holds nothing of what was answered. */
  readonly problem: string | null;
}

export function newCallback(target: CallbackTarget): Callback {
  const none = { id: null, nextAt: null, giveUpAt: null, problem: null };
  return { target, kind: target.kind, host: hostOf(target), state: "waiting", attempts: 0, ...none };
}

export function hostOf({ url }: CallbackTarget): string {
  return new URL(url).host;
}
