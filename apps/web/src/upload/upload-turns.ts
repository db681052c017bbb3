/**
 * Lets so many uploads be read at the same time, in the order in which they asked. What is not read waits in the
 * clients and the kernel, so that memory does not grow with the number of uploads.
 */
export class UploadTurns {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  get hasWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  take(): Promise<void> {
    if (this.#free === 0) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#free -= 1;
    return Promise.resolve();
  }

  give(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}
