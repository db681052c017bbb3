/** Hands out the numbers from 0 to `size` - 1; who finds none free waits in line. */
export class SlotPool {
  readonly #free: number[];
  readonly #waiting: ((slot: number) => void)[] = [];

  constructor(size: number) {
    this.#free = Array.from({ length: size }, (_, slot) => slot);
  }

  async use<T>(work: (slot: number) => Promise<T>): Promise<T> {
    const slot = this.#free.shift() ?? (await new Promise<number>((resolve) => this.#waiting.push(resolve)));
    try {
      return await work(slot);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free.push(slot);
      else next(slot);
    }
  }
}
