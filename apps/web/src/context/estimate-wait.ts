import type { Job } from "@platen/core";

const rememberedJobs = 1_000;

/**
 * How long a waiting job will probably wait, from how fast waiting jobs were seen to move up. Knows nothing until it
 * has seen one move, and forgets with the process: a guess for people, never a promise.
 */
export class WaitEstimate {
  readonly #seen = new Map<string, { position: number; at: number }>();
  #msPerPlace: number | undefined;

  /** Seconds until the job's turn, or null where nobody can tell. */
  look(jobId: string, position: number, now: number): number | null {
    const before = this.#seen.get(jobId);
    if (before === undefined || position !== before.position) this.#remember(jobId, position, now);
    if (before !== undefined && position < before.position) {
      this.#learn((now - before.at) / (before.position - position));
    }
    return this.#msPerPlace === undefined ? null : Math.ceil((position * this.#msPerPlace) / 1_000);
  }

  #learn(msPerPlace: number): void {
    this.#msPerPlace =
      this.#msPerPlace === undefined ? msPerPlace : 0.7 * this.#msPerPlace + 0.3 * msPerPlace;
  }

  #remember(jobId: string, position: number, at: number): void {
    this.#seen.delete(jobId);
    this.#seen.set(jobId, { position, at });
    const [oldest] = this.#seen.keys();
    if (this.#seen.size > rememberedJobs && oldest !== undefined) this.#seen.delete(oldest);
  }
}

/** Seconds until a running conversion is probably done, once it has come far enough to tell. */
export function remainingSeconds({ startedAt, percent }: Job, now: number): number | null {
  if (startedAt === null || percent < 5 || percent > 99) return null;
  return Math.ceil(((now - startedAt) * (100 - percent)) / percent / 1_000);
}
