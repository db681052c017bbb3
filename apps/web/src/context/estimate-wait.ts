const rememberedJobs = 1_000;

/**
 * How long a waiting job will probably wait, from how fast waiting jobs were seen to move up. Knows nothing until it
 * has seen one move, and forgets with the process: a guess for people, never a promise.
 */
export class WaitEstimate {
  readonly #seen = new Map<string, { position: number; at: number; toldSeconds: number | null }>();
  #msPerPlace: number | undefined;

  /** Seconds until the job's turn, or null where nobody can tell. Never more than before while its place is the same. */
  look(jobId: string, position: number, now: number): number | null {
    const before = this.#seen.get(jobId);
    if (before !== undefined && position < before.position)
      this.#learn((now - before.at) / (before.position - position));
    const present = this.#msPerPlace === undefined ? null : Math.ceil((position * this.#msPerPlace) / 1_000);
    if (before === undefined || position !== before.position) {
      this.#remember(jobId, { position, at: now, toldSeconds: present });
      return present;
    }
    if (present !== null) before.toldSeconds = Math.min(present, before.toldSeconds ?? present);
    return before.toldSeconds;
  }

  #learn(msPerPlace: number): void {
    this.#msPerPlace =
      this.#msPerPlace === undefined ? msPerPlace : 0.7 * this.#msPerPlace + 0.3 * msPerPlace;
  }

  #remember(jobId: string, seen: { position: number; at: number; toldSeconds: number | null }): void {
    this.#seen.delete(jobId);
    this.#seen.set(jobId, seen);
    const [oldest] = this.#seen.keys();
    if (this.#seen.size > rememberedJobs && oldest !== undefined) this.#seen.delete(oldest);
  }
}
