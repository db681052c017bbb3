import type { JobStore } from "../../seams/job-store.ts";
import type { Looks, WatchedJob } from "./watched-job.ts";

/** For a store that knows what has changed: only that is read, and a question costs some microseconds. */
export class LookWhenChanged implements Looks {
  readonly #changesSince: NonNullable<JobStore["changesSince"]>;
  readonly #watched = new Map<string, WatchedJob>();
  /** What changed between their own look and the mark is not told again. */
  readonly #joined = new Set<WatchedJob>();
  #mark: number | undefined;

  constructor(changesSince: NonNullable<JobStore["changesSince"]>) {
    this.#changesSince = changesSince;
  }

  pauseMs(isUrgent: boolean): number {
    return isUrgent ? 4 : 25;
  }

  joined(watched: WatchedJob): void {
    this.#watched.set(watched.id, watched);
    this.#joined.add(watched);
  }

  left(watched: WatchedJob): void {
    this.#watched.delete(watched.id);
    this.#joined.delete(watched);
  }

  async due(): Promise<readonly WatchedJob[]> {
    const { mark, ids } = await this.#changesSince(this.#mark);
    this.#mark = mark;
    const changed = ids === undefined ? this.#watched.values() : ids.map((id) => this.#watched.get(id));
    const due = new Set(this.#joined);
    for (const watched of changed) if (watched !== undefined) due.add(watched);
    this.#joined.clear();
    return [...due];
  }

  looked(): void {}
}
