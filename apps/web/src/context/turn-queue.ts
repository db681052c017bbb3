const continuingEvery = 4;

/**
 * Lets so many uploads be read at the same time. Those that begin go before those that gave their turn back and
 * continue, because most are done within one turn; every fourth turn is for the others all the same. Among equals the
 * one goes first that asked first. What is not read waits in the clients and the kernel, so that memory does not grow
 * with the number of uploads.
 */
export class TurnQueue {
  readonly #beginning: (() => void)[] = [];
  readonly #continuing: (() => void)[] = [];
  #free: number;
  #passedOn = 0;

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  get hasWaiting(): boolean {
    return this.hasBeginning || this.#continuing.length > 0;
  }

  get hasBeginning(): boolean {
    return this.#beginning.length > 0;
  }

  take(isBeginning: boolean): Promise<void> {
    const waiting = isBeginning ? this.#beginning : this.#continuing;
    if (this.#free === 0) return new Promise((resolve) => waiting.push(resolve));
    this.#free -= 1;
    return Promise.resolve();
  }

  give(): void {
    const next = this.#next();
    if (next === undefined) this.#free += 1;
    else next();
  }

  #next(): (() => void) | undefined {
    this.#passedOn += 1;
    if (this.#passedOn % continuingEvery === 0) return this.#continuing.shift() ?? this.#beginning.shift();
    return this.#beginning.shift() ?? this.#continuing.shift();
  }
}
