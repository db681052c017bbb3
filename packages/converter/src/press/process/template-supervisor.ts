import { setTimeout as pause } from "node:timers/promises";
import { AppError } from "@platen/core";
import type { PressReady } from "./press-message.ts";
import type { MotherProcess } from "./template-process.ts";

export interface RestartPace {
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** A template process that lived this long was sound: the next delay is the first again. */
  readonly soundAfterMs: number;
}

const defaultPace: RestartPace = { firstDelayMs: 100, maxDelayMs: 30_000, soundAfterMs: 60_000 };

/**
 * Keeps one template process alive: starts another when it dies, after a pause that doubles while that keeps happening. The
 * first start must succeed; `open` fails with `unavailable` / `engine_unavailable` otherwise.
 */
export class MotherSupervisor {
  readonly #start: () => Promise<MotherProcess>;
  readonly #pace: RestartPace;
  readonly #closing = new AbortController();
  #mother: MotherProcess;
  #next: Promise<MotherProcess>;
  #restarts = 0;
  #isRunning = true;

  private constructor(mother: MotherProcess, start: () => Promise<MotherProcess>, pace: RestartPace) {
    this.#start = start;
    this.#pace = pace;
    this.#mother = mother;
    this.#next = Promise.resolve(mother);
    this.#watch(mother);
  }

  static async open(start: () => Promise<MotherProcess>, pace = defaultPace): Promise<MotherSupervisor> {
    return new MotherSupervisor(await start(), start, pace);
  }

  /** What the latest template process said of itself. */
  get ready(): PressReady {
    return this.#mother.ready;
  }

  get restarts(): number {
    return this.#restarts;
  }

  /** Fails with `unavailable` / `engine_unavailable` while no template process takes orders. */
  assertRunning(): void {
    if (!this.#isRunning) throw unavailable("The press is being restarted. Try again later.");
  }

  /** A template process that takes orders; waits at most 30 s for a restart that is under way. Undefined once `signal` is aborted. */
  async mother(signal: AbortSignal): Promise<MotherProcess | undefined> {
    const patience = new AbortController();
    const stop = () => patience.abort();
    signal.addEventListener("abort", stop);
    const tooLong = pause(30_000, undefined, { signal: patience.signal }).then(
      () => Promise.reject(unavailable("The press is being restarted. Try again later.")),
      () => undefined,
    );
    try {
      return await Promise.race([this.#next, tooLong]);
    } finally {
      signal.removeEventListener("abort", stop);
      patience.abort();
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#mother.close();
    await this.#next.catch(() => {});
  }

  #watch(mother: MotherProcess): void {
    const startedAt = performance.now();
    void mother.ended.then((words) => {
      this.#isRunning = false;
      if (this.#closing.signal.aborted) return;
      const wasSound = performance.now() - startedAt > this.#pace.soundAfterMs;
      this.#next = this.#restart(wasSound ? 0 : this.#restarts, words);
      this.#next.catch(() => {});
    });
  }

  async #restart(failures: number, words: string): Promise<MotherProcess> {
    for (let attempt = failures; ; attempt++) {
      const delayMs = Math.min(this.#pace.maxDelayMs, this.#pace.firstDelayMs * 2 ** Math.min(attempt, 20));
      await pause(delayMs, undefined, { signal: this.#closing.signal }).catch(() => {});
      if (this.#closing.signal.aborted) throw unavailable(`The press is closed. Its output: ${words}`);
      this.#restarts += 1;
      const mother = await this.#start().catch(() => undefined);
      if (mother === undefined) continue;
      this.#mother = mother;
      this.#isRunning = true;
      this.#watch(mother);
      if (this.#closing.signal.aborted) await mother.close();
      return mother;
    }
  }
}

function unavailable(message: string): AppError {
  return new AppError("unavailable", "engine_unavailable", message);
}
