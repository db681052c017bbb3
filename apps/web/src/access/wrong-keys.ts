import { createHash } from "node:crypto";

const freeTries = 5;
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
const forgottenAfterMs = 10 * 60_000;
const rememberedAtMost = 10_000;

interface Tries {
  readonly wrong: number;
  readonly lastAt: number;
  /** Until then no key from the address is looked at, but for those that were right before. */
  readonly pausedUntil: number;
}

/**
 * Slows guessing down, by the address it comes from: after five wrong keys no key that is new there is looked at for a
 * second, and for twice as long after each further wrong one, up to a minute. Whoever showed a right key from the same
 * address before is not kept waiting, so that nobody is locked out by a neighbour behind the same router. Ten minutes
 * without a wrong key, and all is forgotten. What it remembers is bounded; the oldest goes first.
 */
export class WrongKeys {
  readonly #tries = new Map<string, Tries>();
  readonly #rightOnes = new Map<string, true>();

  /** How long the key has to wait before it is looked at; 0 for not at all. */
  pauseMs(address: string, key: string, now: number): number {
    const pausedUntil = this.#tries.get(address)?.pausedUntil ?? 0;
    if (pausedUntil <= now || this.#rightOnes.has(pairOf(address, key))) return 0;
    return pausedUntil - now;
  }

  noteWrong(address: string, now: number): void {
    const before = this.#tries.get(address);
    const isForgotten = before === undefined || now - before.lastAt > forgottenAfterMs;
    const wrong = isForgotten ? 1 : before.wrong + 1;
    const pauseMs = wrong < freeTries ? 0 : Math.min(firstPauseMs * 2 ** (wrong - freeTries), longestPauseMs);
    remember(this.#tries, address, { wrong, lastAt: now, pausedUntil: now + pauseMs });
  }

  noteRight(address: string, key: string): void {
    remember(this.#rightOnes, pairOf(address, key), true);
  }
}

function remember<T>(map: Map<string, T>, name: string, value: T): void {
  map.delete(name); // what was set last is the newest
  map.set(name, value);
  const [oldest] = map.keys();
  if (map.size > rememberedAtMost && oldest !== undefined) map.delete(oldest);
}

/** No key stays in memory. */
function pairOf(address: string, key: string): string {
  return createHash("sha256").update(`${address} ${key}`).digest("base64");
}
