import { unreachable } from "../api/api-problem.ts";
import { isEnded, type Job } from "../api/job.ts";
import type { SendingNews } from "../api/sending-calls.ts";
import type { Sending } from "./sending.ts";
import type { SendingFile } from "./sending-file.ts";

export interface Watching {
  /** All jobs of the sending; whatever is not among them is gone. */
  readonly list: (signal: AbortSignal) => Promise<readonly Job[]>;
  /** Opens the stream of events; the returned function closes it. */
  readonly listen: (onNews: (news: SendingNews) => void, onError: () => void) => () => void;
  /** The server knows nothing of it. */
  readonly onGone: () => void;
  /** Whether the server is unreachable at the moment. */
  readonly onTrouble: (isInTrouble: boolean) => void;
  readonly onNews: () => void;
  readonly pauses?: Pauses;
}

interface Pauses {
  /** Between two requests while there are no events. */
  readonly pollMs: number;
  /** Silence after which the jobs are fetched even while events work: a proxy may hold them back. */
  readonly quietMs: number;
}

/**
 * Keeps a sending up to date until the returned function is called. It fetches all jobs once and, while one has not ended,
 * listens to events; while those fail it polls. A job that is sent or tried again later begins that anew.
 */
export function watchSending(sending: Sending, watching: Watching): () => void {
  const { pollMs, quietMs } = watching.pauses ?? { pollMs: 2_000, quietMs: 15_000 };
  const stopped = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closeEvents: (() => void) | undefined;
  let areEventsComing = false;
  /** When the stream was opened or has broken off: of jobs that came later its list may not know yet. */
  let knownBefore: readonly string[] = [];
  let isAsking = false;

  let lost: readonly string[] = [];
  let isLookDue = false;
  /** The answer to an upload was lost: its job may be there all the same. */
  const noticeLostAnswers = () => {
    const isLost = ({ job, problem }: SendingFile) => job === undefined && problem?.code === unreachable;
    const now = sending.files.filter(isLost).map(({ key }) => key);
    isLookDue ||= now.some((key) => !lost.includes(key));
    lost = now;
  };
  const knownJobs = () => sending.files.flatMap(({ job }) => job?.id ?? []);
  const listen = () => {
    if (closeEvents !== undefined) return;
    knownBefore = knownJobs();
    closeEvents = watching.listen(onEvents, onError);
  };
  const isOpen = () => sending.files.some(({ job }) => job !== undefined && !isEnded(job));
  const follow = () => {
    if (stopped.signal.aborted || isAsking) return;
    noticeLostAnswers();
    if (isOpen()) listen();
    else if (!isLookDue) return rest();
    timer ??= setTimeout(() => void look(), areEventsComing ? quietMs : pollMs);
  };
  const rest = () => {
    closeEvents?.();
    closeEvents = undefined;
    areEventsComing = false;
    clearTimeout(timer);
    timer = undefined;
  };
  const onEvents = ({ jobs, removed, present }: SendingNews) => {
    if (stopped.signal.aborted) return;
    areEventsComing = true;
    clearTimeout(timer);
    timer = undefined;
    const gone = present === undefined ? [] : missingFrom(knownBefore, present);
    takeNews(jobs, new Set([...removed, ...gone]));
  };
  const onError = () => {
    knownBefore = knownJobs();
    if (!areEventsComing) return;
    areEventsComing = false;
    clearTimeout(timer);
    timer = undefined;
    follow();
  };
  const takeNews = (jobs: readonly Job[], gone: ReadonlySet<string>) => {
    watching.onTrouble(false);
    sending.takeJobs(jobs);
    for (const { key, job } of sending.files) if (job && gone.has(job.id)) sending.remove(key);
    if (sending.files.length === 0) watching.onGone();
    watching.onNews();
    follow();
  };
  const look = async () => {
    timer = undefined;
    isAsking = true;
    const known = knownJobs();
    try {
      const jobs = await watching.list(stopped.signal);
      isAsking = false;
      isLookDue = false;
      if (stopped.signal.aborted) return;
      const present = jobs.map(({ id }) => id);
      takeNews(jobs, new Set(missingFrom(known, present)));
    } catch {
      isAsking = false;
      if (stopped.signal.aborted) return;
      watching.onTrouble(true);
      timer = setTimeout(() => void look(), pollMs);
    }
  };

  sending.addEventListener("change", follow);
  // The server does not know a sending before its first file has arrived.
  if (sending.files.length === 0 || sending.files.some(({ job }) => job !== undefined)) void look();
  return () => {
    stopped.abort();
    rest();
    sending.removeEventListener("change", follow);
  };
}

function missingFrom(known: readonly string[], present: readonly string[]): string[] {
  const there = new Set(present);
  return known.filter((id) => !there.has(id));
}
