/** Hands out the numbers from 0 to `size` - 1; who finds none free waits in line. */
export class SlotPool {
  readonly #free: number[];
  readonly #waiting: ((slot: number) => void)[] = [];

  constructor(size: number) {
    this.#free = Array.from({ length: size }, (_, slot) => slot);
  }

  /** The slot is free again when the work has ended and all that it hands to `keepFor` is over. */
  async use<T>(work: (slot: number, keepFor: (rest: Promise<void>) => void) => Promise<T>): Promise<T> {
    const slot = this.#free.shift() ?? (await new Promise<number>((resolve) => this.#waiting.push(resolve)));
    const rests: Promise<void>[] = [];
    try {
      return await work(slot, (rest) => rests.push(rest));
    } finally {
      void Promise.allSettled(rests).then(() => this.#release(slot));
    }
  }

  #release(slot: number): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free.push(slot);
    else next(slot);
  }
}
