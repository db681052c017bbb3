import { isEnded, type Job } from "../api/job.ts";
import type { Wording } from "../texts/wording.ts";

/** That a job was interrupted, and when it goes on; undefined while all is well. */
export function interruptionTextOf(job: Job, wording: Wording, now: number): string | undefined {
  const { interruption } = job.progress;
  if (!interruption || isEnded(job)) return undefined;
  const text = interruption.reason === "failed" ? "attemptFailed" : "restarted";
  const waitMs = msToNextAttempt(job, now);
  return waitMs === undefined
    ? wording.say(text)
    : wording.say(`${text}In`, { time: wording.duration(waitMs) });
}

/** The time until a job starts again; undefined where it waits for nothing but its turn. */
export function msToNextAttempt({ progress }: Job, now: number): number | undefined {
  const { nextAttemptAt } = progress.interruption ?? {};
  if (!nextAttemptAt) return undefined;
  const waitMs = Date.parse(nextAttemptAt) - now;
  return waitMs >= 500 ? waitMs : undefined; // less is shown as no seconds
}
