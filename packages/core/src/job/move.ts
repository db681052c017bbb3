import type { Job } from "./job.ts";

/** Why a move is not allowed, in the words that callers react to. */
export type Refusal =
  | "finished" // the job is terminal
  | "not-finished"
  | "not-yours" // another attempt or another owner has it
  | "leased" // somebody works on it and may go on
  | "not-leased"
  | "too-early" // notBefore has not come
  | "too-late" // deadlineAt has passed, or expiresAt for a redrive
  | "no-losses-left"
  | "losses-left"
  | "succeeded"
  | "passwords-lost" // those for the result must be given anew
  | "nothing-to-draw" // there is no first page, or a picture of it already
  | "not-due";

/** What a pure move decides: the job as it should become, or why it stays as it is. */
export type Decision =
  | { readonly allowed: true; readonly job: Job }
  | { readonly allowed: false; readonly reason: Refusal };

export function refuse(reason: Refusal): Decision {
  return { allowed: false, reason };
}

/** Every change grows the revision, so that compare-and-set can tell two readers apart. */
export function change(job: Job, changes: Partial<Job>): Decision {
  return { allowed: true, job: { ...job, ...changes, revision: job.revision + 1 } };
}
