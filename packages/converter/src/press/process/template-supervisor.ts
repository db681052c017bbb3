import { setTimeout as pause } from "node:timers/promises";
import { AppError } from "@platen/core";
import type { PressReady } from "./press-message.ts";
import type { TemplateProcess } from "./template-process.ts";

export interface RestartPace {
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** A template process that lived this long was sound: the next delay is the first again. */
  readonly soundAfterMs: number;
}

export interface HeldTemplate {
  readonly template: TemplateProcess;
  /** To be called once. */
  release(): void;
}

const defaultPace: RestartPace = { firstDelayMs: 100, maxDelayMs: 30_000, soundAfterMs: 60_000 };

/**
 * Keeps one template process alive: starts another when it dies, after a pause that doubles while that keeps happening. The
 * first start must succeed; `open` fails with `unavailable` / `engine_unavailable` otherwise.
 */
export class TemplateSupervisor {
  readonly #start: () => Promise<TemplateProcess>;
  readonly #pace: RestartPace;
  readonly #closing = new AbortController();
  #template: TemplateProcess;
  #next: Promise<TemplateProcess>;
  #restarts = 0;
  #isRunning = true;
  /** How many work with each template process that is alive. */
  readonly #users = new Map<TemplateProcess, number>();

  private constructor(template: TemplateProcess, start: () => Promise<TemplateProcess>, pace: RestartPace) {
    this.#start = start;
    this.#pace = pace;
    this.#template = template;
    this.#next = Promise.resolve(template);
    this.#watch(template);
  }

  static async open(start: () => Promise<TemplateProcess>, pace = defaultPace): Promise<TemplateSupervisor> {
    return new TemplateSupervisor(await start(), start, pace);
  }

  /** What the latest template process said of itself. */
  get ready(): PressReady {
    return this.#template.ready;
  }

  get restarts(): number {
    return this.#restarts;
  }

  /** Fails with `unavailable` / `engine_unavailable` while no template process takes orders. */
  assertRunning(): void {
    if (!this.#isRunning) throw unavailable("The press is being restarted. Try again later.");
  }

  /**
   * A template process that takes orders, also after `renew`, until `release`; waits at most 30 s for a restart that is
   * under way. Undefined once `signal` is aborted.
   */
  async template(signal: AbortSignal): Promise<HeldTemplate | undefined> {
    const patience = new AbortController();
    const stop = () => patience.abort();
    signal.addEventListener("abort", stop);
    const tooLong = pause(30_000, undefined, { signal: patience.signal }).then(
      () => Promise.reject(unavailable("The press is being restarted. Try again later.")),
      () => undefined,
    );
    try {
      const template = await Promise.race([this.#next, tooLong]);
      return template && this.#hold();
    } finally {
      signal.removeEventListener("abort", stop);
      patience.abort();
    }
  }

  /**
   * Starts another template process, which takes all orders from then on; the one before ends once nobody works with it any
   * more. Fails with `unavailable` / `engine_unavailable` where the new one does not start: then nothing changes. After `close` it does nothing.
   */
  async renew(): Promise<void> {
    const before = await this.#next.catch(() => undefined);
    if (before === undefined) return;
    const template = await this.#start();
    // It died meanwhile: what takes its place is as new as this one.
    if (this.#template !== before || !this.#isRunning || this.#closing.signal.aborted)
      return template.close();
    this.#template = template;
    this.#next = Promise.resolve(template);
    this.#watch(template);
    this.#endUnused(before);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([...this.#users.keys()].map((template) => template.close()));
    await this.#next.catch(() => {});
  }

  #hold(): HeldTemplate {
    const template = this.#template;
    this.#users.set(template, (this.#users.get(template) ?? 0) + 1);
    const release = () => {
      this.#users.set(template, (this.#users.get(template) ?? 1) - 1);
      this.#endUnused(template);
    };
    return { template, release };
  }

  /** Of those that were renewed. */
  #endUnused(template: TemplateProcess): void {
    if (template !== this.#template && this.#users.get(template) === 0) void template.close();
  }

  #watch(template: TemplateProcess): void {
    const startedAt = performance.now();
    this.#users.set(template, 0);
    void template.ended.then((words) => {
      this.#users.delete(template);
      if (template !== this.#template) return;
      this.#isRunning = false;
      if (this.#closing.signal.aborted) return;
      const wasSound = performance.now() - startedAt > this.#pace.soundAfterMs;
      this.#next = this.#restart(wasSound ? 0 : this.#restarts, words);
      this.#next.catch(() => {});
    });
  }

  async #restart(failures: number, words: string): Promise<TemplateProcess> {
    for (let attempt = failures; ; attempt++) {
      const delayMs = Math.min(this.#pace.maxDelayMs, this.#pace.firstDelayMs * 2 ** Math.min(attempt, 20));
      await pause(delayMs, undefined, { signal: this.#closing.signal }).catch(() => {});
      if (this.#closing.signal.aborted) throw unavailable(`The press is closed. Its output: ${words}`);
      this.#restarts += 1;
      const template = await this.#start().catch(() => undefined);
      if (template === undefined) continue;
      this.#template = template;
      this.#isRunning = true;
      this.#watch(template);
      if (this.#closing.signal.aborted) await template.close();
      return template;
    }
  }
}

function unavailable(message: string): AppError {
  return new AppError("unavailable", "engine_unavailable", message);
}
