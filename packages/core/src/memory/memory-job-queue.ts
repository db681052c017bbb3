import { setTimeout as sleep } from "node:timers/promises";
import { type Clock, systemClock } from "../seams/clock.ts";
import type { Delivery, JobQueue } from "../seams/job-queue.ts";

interface Message {
  readonly jobId: string;
  readonly owner: string;
  readonly traceparent: string | undefined;
  visibleAt: number;
  receives: number;
}

/** Messages in a set, in the order of sending. Owners take turns: next is whoever was served longest ago. */
export class MemoryJobQueue implements JobQueue {
  readonly #visibilityMs: number;
  readonly #clock: Clock;
  readonly #messages = new Set<Message>();
  /** When each owner was served last, counted in turns. */
  readonly #servedAt = new Map<string, number>();
  #turn = 0;
  #isClosed = false;

  constructor({ visibilityMs, clock = systemClock }: { visibilityMs: number; clock?: Clock }) {
    this.#visibilityMs = visibilityMs;
    this.#clock = clock;
  }

  async send(
    jobId: string,
    { owner, delayMs = 0, traceparent }: { owner: string; delayMs?: number; traceparent?: string },
  ): Promise<void> {
    this.#messages.add({ jobId, owner, traceparent, visibleAt: this.#clock.now() + delayMs, receives: 0 });
  }

  async receive({ waitMs, signal }: { waitMs: number; signal?: AbortSignal }): Promise<Delivery | undefined> {
    const giveUpAt = performance.now() + waitMs;
    while (!signal?.aborted && !this.#isClosed) {
      const message = this.#next();
      if (message !== undefined) return this.#handOver(message);
      const leftMs = giveUpAt - performance.now();
      if (leftMs <= 0) return undefined;
      await sleep(Math.min(leftMs, 20));
    }
    return undefined;
  }

  async depth(): Promise<number> {
    return this.#waiting().length;
  }

  async ahead(jobId: string): Promise<number | undefined> {
    const waiting = this.#waiting();
    const own = waiting.find((message) => message.jobId === jobId);
    if (own === undefined) return undefined;
    const place = waiting.filter(({ owner }) => owner === own.owner).indexOf(own);
    let ahead = place;
    for (const [owner, messages] of Map.groupBy(waiting, (message) => message.owner)) {
      if (owner === own.owner) continue;
      const isBefore = this.#lastTurnOf(owner) < this.#lastTurnOf(own.owner);
      ahead += Math.min(messages.length, place + (isBefore ? 1 : 0));
    }
    return ahead;
  }

  async ping(): Promise<void> {}

  async close(): Promise<void> {
    this.#isClosed = true;
  }

  #waiting(): Message[] {
    const now = this.#clock.now();
    return [...this.#messages].filter((message) => message.visibleAt <= now);
  }

  #lastTurnOf(owner: string): number {
    return this.#servedAt.get(owner) ?? 0;
  }

  #next(): Message | undefined {
    let next: Message | undefined;
    for (const message of this.#waiting()) {
      if (next === undefined || this.#lastTurnOf(message.owner) < this.#lastTurnOf(next.owner))
        next = message;
    }
    return next;
  }

  #handOver(message: Message): Delivery {
    this.#turn += 1;
    this.#servedAt.set(message.owner, this.#turn);
    message.receives += 1;
    message.visibleAt = this.#clock.now() + this.#visibilityMs;
    const receives = message.receives;
    const isOurs = () => message.receives === receives && this.#messages.has(message);
    const hide = async (forMs: number) => {
      if (isOurs()) message.visibleAt = this.#clock.now() + forMs;
    };
    const complete = async () => {
      if (isOurs()) this.#messages.delete(message);
    };
    let isReleased = false;
    return {
      jobId: message.jobId,
      receives,
      ...(message.traceparent !== undefined && { traceparent: message.traceparent }),
      extend: async (forMs) => {
        if (!isReleased) await hide(forMs);
      },
      complete,
      release: async (delayMs) => {
        await hide(delayMs);
        isReleased = true;
      },
    };
  }
}
