/** Time and chance, given from outside so that a test can hold them. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** From 0 up to but not including 1. */
  random(): number;
  /** Lets so much time pass; in real time where the clock has no way of its own. */
  pause?(ms: number): Promise<void>;
}

export const systemClock: Clock = { now: Date.now, random: Math.random };
