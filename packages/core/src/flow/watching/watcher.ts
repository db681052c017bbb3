import { isTerminal, type Job } from "../../job/job.ts";

/** One who watches a job: keeps the newest change for a reader that may still be busy with the one before. */
export class Watcher {
  /** Nothing more will be seen; what was seen may still have to be told. */
  isOver = false;
  #revision: number;
  #newest: Job | undefined;
  #failure: { error: unknown } | undefined;
  #wake: () => void = () => undefined;

  constructor(revision: number) {
    this.#revision = revision;
  }

  see(job: Job | undefined): void {
    if (job === undefined) {
      this.end();
      return;
    }
    if (job.revision === this.#revision) return;
    this.#revision = job.revision;
    this.#newest = job;
    this.isOver ||= isTerminal(job);
    this.#wake();
  }

  fail(error: unknown): void {
    this.#failure = { error };
    this.end();
  }

  end(): void {
    this.isOver = true;
    this.#wake();
  }

  /** Undefined at the end; what was seen before it is told first. */
  async next(): Promise<Job | undefined> {
    while (this.#newest === undefined && !this.isOver) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const newest = this.#newest;
    this.#newest = undefined;
    if (newest === undefined && this.#failure !== undefined) throw this.#failure.error;
    return newest;
  }
}
