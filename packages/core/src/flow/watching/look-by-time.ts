import type { Job } from "../../job/job.ts";
import type { Looks, WatchedJob } from "./watched-job.ts";

interface Planned {
  readonly watched: WatchedJob;
  changedAt: number;
  lookAt: number;
  /** It waits, and will probably begin before most others. */
  isNext: boolean;
}

/** Pauses between two looks at a job, in milliseconds. They grow with the time for which nothing has changed. */
const shortestMs = 250;
const longestMs = 900;
const shareOfAge = 0.3;
/** Of what waits and is not next: the pause soon is as long as nothing has changed. */
const longestWaitingMs = 5_000;

/** Jobs of one owner begin one after the other, roughly: the next are those in front, and so many around the one that began last. */
const neighbours = { front: 3, before: 2, after: 5 };

/** Where in the line of an owner jobs begin now. */
interface Front {
  /** When the latest of those that began was created. */
  createdAt: number;
  /** How many were just seen to have begun: the more, the more may have since. */
  begun: number;
}

/**
 * For a store that is asked over the network and knows nothing of changes. What is being worked on, and what is next
 * of each owner, is looked at once a second at least; whatever else waits every five seconds.
 */
export class LookByTime implements Looks {
  readonly #now: () => number;
  readonly #planned = new Map<string, Planned>();
  /** By owner, since the last look: where jobs were seen to begin or came along. */
  readonly #fronts = new Map<string, Front>();

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** So that what is due at about the same time is read together. */
  pauseMs(): number {
    return 100;
  }

  joined(watched: WatchedJob): void {
    const now = this.#now();
    const planned = { watched, changedAt: now, lookAt: now + shortestMs, isNext: true };
    this.#planned.set(watched.id, planned);
    this.#frontOf(watched.seen.owner);
  }

  left(watched: WatchedJob): void {
    this.#planned.delete(watched.id);
  }

  async due(): Promise<readonly WatchedJob[]> {
    for (const [owner, front] of this.#fronts) this.#findNext(owner, front);
    this.#fronts.clear();
    const now = this.#now();
    return [...this.#planned.values()].filter(({ lookAt }) => lookAt <= now).map(({ watched }) => watched);
  }

  looked(watched: WatchedJob, before: Job | undefined): void {
    const planned = this.#planned.get(watched.id);
    if (planned === undefined) return;
    const { status, owner, createdAt } = watched.seen;
    const now = this.#now();
    if (before !== undefined) planned.changedAt = now;
    const ageMs = now - planned.changedAt;
    const isFarBack = status === "queued" && !planned.isNext;
    const pauseMs = isFarBack ? Math.min(ageMs, longestWaitingMs) : Math.min(shareOfAge * ageMs, longestMs);
    planned.lookAt = now + Math.max(shortestMs, pauseMs);
    if (before?.status !== "queued" || status === "queued") return;
    const front = this.#frontOf(owner);
    front.createdAt = Math.max(front.createdAt, createdAt);
    front.begun += 1;
  }

  #frontOf(owner: string): Front {
    const front = this.#fronts.get(owner) ?? { createdAt: Number.NEGATIVE_INFINITY, begun: 0 };
    this.#fronts.set(owner, front);
    return front;
  }

  #findNext(owner: string, { createdAt, begun }: Front): void {
    const line = [...this.#planned.values()]
      .filter(({ watched: { seen } }) => seen.owner === owner && seen.status === "queued")
      .sort((a, b) => a.watched.seen.createdAt - b.watched.seen.createdAt);
    for (const planned of line) planned.isNext = false;
    for (const planned of line.slice(0, neighbours.front)) planned.isNext = true;
    if (begun === 0) return;
    const after = line.findIndex(({ watched }) => watched.seen.createdAt > createdAt);
    const middle = after === -1 ? line.length : after;
    for (const planned of line.slice(
      Math.max(0, middle - neighbours.before),
      middle + neighbours.after + begun,
    )) {
      planned.isNext = true;
      planned.lookAt = 0;
    }
  }
}
