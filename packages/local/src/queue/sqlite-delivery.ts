import type { StatementSync } from "node:sqlite";
import type { Delivery } from "@platen/core";
import { hiddenUntil } from "./hidden-until.ts";
import type { messageStatements } from "./message-statements.ts";

/** A message as it was handed over: the token tells this handing-over from every other. */
export interface Received {
  readonly id: number;
  readonly token: number;
  readonly jobId: string;
  readonly receives: number;
  readonly traceparent?: string;
}

/** Does the work in a transaction and tells those who wait for messages. */
export type Change = (work: () => unknown) => Promise<void>;

type Statements = Record<keyof typeof messageStatements, StatementSync>;

/** Whatever it does, it does nothing once the message was released, completed or handed over again. */
export class SqliteDelivery implements Delivery {
  readonly jobId: string;
  readonly receives: number;
  declare readonly traceparent?: string;
  readonly #held: { readonly id: number; readonly token: number };
  readonly #statements: Statements;
  readonly #change: Change;

  constructor({ id, token, jobId, receives, traceparent }: Received, statements: Statements, change: Change) {
    this.jobId = jobId;
    this.receives = receives;
    if (traceparent !== undefined) this.traceparent = traceparent;
    this.#held = { id, token };
    this.#statements = statements;
    this.#change = change;
  }

  extend(forMs: number): Promise<void> {
    return this.#change(() =>
      this.#statements.extend.run({ ...this.#held, hiddenUntil: hiddenUntil(forMs) }),
    );
  }

  complete(): Promise<void> {
    return this.#change(() => this.#statements.complete.run(this.#held));
  }

  release(delayMs: number): Promise<void> {
    return this.#change(() =>
      this.#statements.release.run({ ...this.#held, hiddenUntil: hiddenUntil(delayMs) }),
    );
  }
}
