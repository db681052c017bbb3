/** Work that no answer waits for, but the end of the server does. */
export class BackgroundWork {
  readonly #running = new Set<Promise<void>>();

  /** A failure goes to `onFailure`. */
  start(work: Promise<void>, onFailure: (error: unknown) => void): void {
    const watched = work.catch(onFailure).finally(() => this.#running.delete(watched));
    this.#running.add(watched);
  }

  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}
