import { hasCallbacksLeft } from "./callback-moves.ts";
import { isTerminal, type Job } from "./job.ts";

/** Why the sweeper looks at a job that is due: somebody waits for its rescue, or all that is left is its removal. */
export type DueFor = "rescue" | "removal";

export function dueForOf(job: Job): DueFor {
  return isTerminal(job) && !hasCallbacksLeft(job) ? "removal" : "rescue";
}
