import type { Clock } from "../seams/clock.ts";

/** A clock that stands still until a test moves it, and whose chance is always the same. */
export class HandClock implements Clock {
  #now: number;

  constructor(now = Date.UTC(2026, 0, 1)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  random(): number {
    return 0.5;
  }

  /** Forwards, or backwards as a clock that is put right. */
  pass(ms: number): void {
    this.#now += ms;
  }
}
