import type { Job } from "../../job/job.ts";
import type { Watcher } from "./watcher.ts";

/** A job that somebody in this process watches. */
export interface WatchedJob {
  readonly id: string;
  /** As it was seen last, by anyone. */
  seen: Job;
  /** The revision that all its watchers know; undefined where they know different ones. */
  known: number | undefined;
  /** Grows with every watcher that comes. */
  joins: number;
  readonly watchers: Set<Watcher>;
}

/** Says which of the watched jobs are to be looked at now. */
export interface Looks {
  /** How long to wait before asking again; `isUrgent`: somebody waits for an answer. */
  pauseMs(isUrgent: boolean): number;
  /** Somebody began to watch it, with what the store said a moment ago. */
  joined(watched: WatchedJob): void;
  left(watched: WatchedJob): void;
  /** Fails as the store does. */
  due(): Promise<readonly WatchedJob[]>;
  /** It was looked at; `before` is how it was seen last, if it has changed. */
  looked(watched: WatchedJob, before: Job | undefined): void;
}
