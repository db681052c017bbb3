import type { Job } from "../api/job.ts";
import { isEnded } from "../api/job.ts";
import type { Sending } from "./sending.ts";

export interface Watching {
  /** All jobs of the sending; whatever is not among them is gone. */
  readonly list: (signal: AbortSignal) => Promise<readonly Job[]>;
  /** The ids of its jobs in the order in which they were chosen, as far as this browser knows. */
  readonly order: readonly string[];
  /** The server knows nothing of it. */
  readonly onGone: () => void;
  /** Whether the server is unreachable at the moment. */
  readonly onTrouble: (isInTrouble: boolean) => void;
  readonly onNews: () => void;
  readonly pollMs?: number;
}

/**
 * Keeps a sending up to date until the returned function is called. It asks at once and, while a job has not ended, again
 * after a pause; a job that is sent or tried again later begins that anew.
 */
export function watchSending(sending: Sending, watching: Watching): () => void {
  const stopped = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsking = false;

  const isOpen = () => sending.files.some(({ job }) => job !== undefined && !isEnded(job));
  const schedule = () => {
    if (stopped.signal.aborted || timer !== undefined || isAsking || !isOpen()) return;
    timer = setTimeout(() => void look(), watching.pollMs ?? 1_500);
  };
  const look = async () => {
    timer = undefined;
    isAsking = true;
    try {
      const known = sending.files.filter(({ job }) => job !== undefined);
      const jobs = await watching.list(stopped.signal);
      if (stopped.signal.aborted) return;
      watching.onTrouble(false);
      sending.takeJobs(jobs, watching.order);
      const present = new Set(jobs.map(({ id }) => id));
      for (const { key, job } of known) if (job && !present.has(job.id)) sending.remove(key);
      if (sending.files.length === 0) watching.onGone();
      watching.onNews();
    } catch {
      if (stopped.signal.aborted) return;
      watching.onTrouble(true);
      timer = setTimeout(() => void look(), watching.pollMs ?? 1_500);
    } finally {
      isAsking = false;
      schedule();
    }
  };

  sending.addEventListener("change", schedule);
  void look();
  return () => {
    stopped.abort();
    clearTimeout(timer);
    sending.removeEventListener("change", schedule);
  };
}
