import { isEnded, type Job } from "../api/job.ts";

export interface Watching {
  /** Undefined if the job does not exist. */
  readonly find: (signal: AbortSignal) => Promise<Job | undefined>;
  /** Opens the job's event stream; the returned function closes it. */
  readonly listen: (onJob: (job: Job) => void, onError: () => void) => () => void;
  readonly onJob: (job: Job) => void;
  readonly onGone: () => void;
  /** Whether the server is unreachable at the moment. */
  readonly onTrouble: (isInTrouble: boolean) => void;
  readonly pauses?: Pauses;
}

interface Pauses {
  /** Between two requests while there are no events. */
  readonly pollMs: number;
  /** Silence after which the job is fetched even while events work: a proxy may hold them back. */
  readonly quietMs: number;
}

/**
 * Follows a job until it has ended, is gone, or the returned function is called. It fetches the job once, then listens to
 * events. While those fail it polls every two seconds, and stops polling as soon as events arrive again.
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
  const scheduleFetch = () => {
    clearTimeout(timer);
    if (!stopped.signal.aborted) timer = setTimeout(fetchJob, areEventsComing ? quietMs : pollMs);
  };
  const onNews = (job: Job) => {
    if (stopped.signal.aborted) return;
    if (isEnded(job)) stop();
    watching.onTrouble(false);
    watching.onJob(job);
    scheduleFetch();
  };
  const fetchJob = async () => {
    try {
      const job = await watching.find(stopped.signal);
      if (job !== undefined) return onNews(job);
      if (stopped.signal.aborted) return;
      stop();
      watching.onGone();
    } catch {
      if (stopped.signal.aborted) return;
      watching.onTrouble(true);
      scheduleFetch();
    }
  };

  void fetchJob().then(() => {
    if (stopped.signal.aborted) return;
    closeEvents = watching.listen(
      (job) => {
        areEventsComing = true;
        onNews(job);
      },
      () => {
        if (areEventsComing) {
          areEventsComing = false;
          scheduleFetch();
        }
      },
    );
  });
  return stop;
}
