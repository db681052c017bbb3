import type { StatementSync } from "node:sqlite";
import type { JobChanges } from "@platen/core";

type Statements = Record<"changes" | "firstChange" | "lastChange", StatementSync>;

/** Beyond so many it is cheaper to read everything that is watched. */
const maxChanges = 1_000;

/** What was changed or removed lately, by whichever process. It is read only when somebody has committed something. */
export class ChangeLog {
  readonly #statements: Statements;
  readonly #version: () => string | undefined;
  #read: { readonly version: string | undefined; readonly last: number } | undefined;

  constructor(statements: Statements, version: () => string | undefined) {
    this.#statements = statements;
    this.#version = version;
  }

  since(mark: number | undefined): JobChanges {
    const last = this.#last();
    if (mark === last) return { mark, ids: [] };
    if (mark === undefined || last < mark || last - mark > maxChanges) return { mark: last, ids: undefined };
    const { firstChange, changes } = this.#statements;
    if (Number(firstChange.get()?.number) > mark + 1) return { mark: last, ids: undefined };
    return { mark: last, ids: changes.all(mark).map((row) => String(row.job_id)) };
  }

  /** The version is taken first: what is committed between the two is read the next time. */
  #last(): number {
    const version = this.#version();
    if (version === undefined || this.#read?.version !== version) {
      const last = Number(this.#statements.lastChange.get()?.number ?? 0);
      this.#read = { version, last };
    }
    return this.#read.last;
  }
}
