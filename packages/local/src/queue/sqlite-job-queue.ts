import type { StatementSync } from "node:sqlite";
import type { Delivery, JobQueue } from "@platen/core";
import type { Database } from "../database/database.ts";
import { hiddenUntil } from "./hidden-until.ts";
import { messageStatements } from "./message-statements.ts";
import { type Change, type Received, SqliteDelivery } from "./sqlite-delivery.ts";

const unavailable = "job_queue_unavailable";

/**
 * Messages in SQLite. Owners with waiting messages take turns, one message each. A receiver of this process is
 * woken by a send at once, one of another process within 25 ms. What is acknowledged is on the disk.
 */
export class SqliteJobQueue implements JobQueue {
  readonly #database: Database;
  readonly #visibilityMs: number;
  readonly #statements: Record<keyof typeof messageStatements, StatementSync>;
  readonly #closing = new AbortController();

  constructor(database: Database, { visibilityMs }: { visibilityMs: number }) {
    this.#database = database;
    this.#visibilityMs = visibilityMs;
    this.#statements = database.prepareAll(messageStatements);
    database.enter(this);
  }

  async send(
    jobId: string,
    { owner, delayMs = 0, traceparent }: { owner: string; delayMs?: number; traceparent?: string },
  ): Promise<void> {
    const message = { jobId, owner, hiddenUntil: hiddenUntil(delayMs), traceparent: traceparent ?? null };
    await this.#change(() => this.#statements.send.run(message));
  }

  async receive({ waitMs, signal }: { waitMs: number; signal?: AbortSignal }): Promise<Delivery | undefined> {
    const signals = signal === undefined ? [this.#closing.signal] : [signal, this.#closing.signal];
    const giveUpAt = performance.now() + waitMs;
    while (!signals.some(({ aborted }) => aborted)) {
      const { seen, dueAt } = await this.#look();
      if (dueAt <= Date.now()) {
        const received = await this.#take(signals);
        if (received !== undefined) return new SqliteDelivery(received, this.#statements, this.#change);
      }
      const leftMs = giveUpAt - performance.now();
      if (leftMs <= 0) return undefined;
      await this.#database.changes.wait(seen, Math.min(leftMs, dueAt - Date.now()), signals);
    }
    return undefined;
  }

  depth(): Promise<number> {
    return this.#database.read(
      unavailable,
      () =>
        Number(this.#statements.ready.get()?.ready) + Number(this.#statements.countDue.get(Date.now())?.due),
    );
  }

  ahead(jobId: string): Promise<number | undefined> {
    return this.#database.read(unavailable, () => {
      const place = this.#statements.placeOf.get(jobId);
      if (place === undefined || place.hidden_until !== null) return undefined;
      const own = Number(place.ahead);
      const { ready, ahead } = this.#statements.others.get({ ahead: own, turn: Number(place.turn) }) ?? {};
      // Beyond the owners that were looked at, the share that comes first is taken to be the same.
      const othersReady = Number(this.#statements.ready.get()?.ready) - Number(place.ready);
      const share = Number(ready) === 0 ? 0 : Number(ahead) / Number(ready);
      return own + Math.round(othersReady * share);
    });
  }

  async ping(): Promise<void> {
    await this.depth();
  }

  /** Ends every wait; messages that nobody received stay. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#database.leave(this);
  }

  /** When the next message may be taken; what is announced after this look wakes the wait that follows. */
  #look() {
    return this.#database.read(unavailable, () => {
      const seen = this.#database.changes.seen();
      if (Number(this.#statements.ready.get()?.ready) > 0) return { seen, dueAt: 0 };
      return { seen, dueAt: Number(this.#statements.nextDue.get()?.due ?? Infinity) };
    });
  }

  /** Nothing is taken for a receiver that is gone by then. */
  #take(signals: readonly AbortSignal[]): Promise<Received | undefined> {
    return this.#database.write(unavailable, () => {
      if (signals.some(({ aborted }) => aborted)) return undefined;
      const now = Date.now();
      this.#statements.showDue.run(now);
      const owner = this.#statements.nextOwner.get()?.owner;
      if (owner === undefined) return undefined;
      const message = this.#statements.take.get({ owner, hiddenUntil: now + this.#visibilityMs });
      this.#statements.nextTurn.run();
      this.#statements.giveTurn.run(owner);
      return message && receivedFrom(message);
    });
  }

  readonly #change: Change = async (work) => {
    await this.#database.write(unavailable, work);
    this.#database.changes.announce();
  };
}

function receivedFrom(row: Record<string, unknown>): Received {
  const { id, token, job_id: jobId, receives, traceparent } = row;
  return {
    id: Number(id),
    token: Number(token),
    jobId: String(jobId),
    receives: Number(receives),
    ...(typeof traceparent === "string" && { traceparent }),
  };
}
