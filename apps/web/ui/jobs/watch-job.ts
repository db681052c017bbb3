import { isEnded, type Job } from "../api/job.ts";

export interface Watching {
  /** Undefined when there is no such job. */
  readonly find: (signal: AbortSignal) => Promise<Job | undefined>;
  /** Opens the job's events; the answer closes them. */
  readonly listen: (onJob: (job: Job) => void, onError: () => void) => () => void;
  readonly onJob: (job: Job) => void;
  readonly onGone: () => void;
  /** Whether the server cannot be reached at the moment. */
  readonly onTrouble: (isInTrouble: boolean) => void;
  readonly pauses?: Pauses;
}

interface Pauses {
  /** Between two looks while events cannot be had. */
  readonly pollMs: number;
  /** Silence after which even working events are doubted: a proxy may hold them back. */
  readonly quietMs: number;
}

/**
 * Follows a job until it has ended, is gone, or the answer is called. It looks once at once, then listens to events;
 * while those fail it looks every two seconds, and goes back to listening as soon as they come again.
 */
export function watchJob(watching: Watching): () => void {
  const { pollMs, quietMs } = watching.pauses ?? { pollMs: 2_000, quietMs: 15_000 };
  const stopped = new AbortController();
  let closeEvents = () => {};
  let areEventsComing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const stop = () => {
    stopped.abort();
    closeEvents();
    clearTimeout(timer);
  };
  const lookLater = () => {
    clearTimeout(timer);
    if (!stopped.signal.aborted) timer = setTimeout(look, areEventsComing ? quietMs : pollMs);
  };
  const heard = (job: Job) => {
    if (stopped.signal.aborted) return;
    if (isEnded(job)) stop();
    watching.onTrouble(false);
    watching.onJob(job);
    lookLater();
  };
  const look = async () => {
    try {
      const job = await watching.find(stopped.signal);
      if (job !== undefined) return heard(job);
      if (stopped.signal.aborted) return;
      stop();
      watching.onGone();
    } catch {
      if (stopped.signal.aborted) return;
      watching.onTrouble(true);
      lookLater();
    }
  };

  void look().then(() => {
    if (stopped.signal.aborted) return;
    closeEvents = watching.listen(
      (job) => {
        areEventsComing = true;
        heard(job);
      },
      () => {
        if (areEventsComing) {
          areEventsComing = false;
          lookLater();
        }
      },
    );
  });
  return stop;
}
