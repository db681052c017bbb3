import type { DatabaseSync, StatementSync } from "node:sqlite";
import { setImmediate as nextTurn } from "node:timers/promises";
import { DatabaseChanges } from "./database-changes.ts";
import { patiently } from "./patiently.ts";
import { asUnavailable } from "./sqlite-error.ts";

interface Write {
  readonly work: () => unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** More would keep the thread from everything else for too long. */
const maxWritesPerTransaction = 100;

/** The log keeps what was dropped until it is emptied, which SQLite alone does when the last process closes the file. */
const emptyLogEveryMs = 60_000;

/**
 * One connection, shared by whoever entered it and closed when the last of them left. Writes that come in the same
 * turn of the event loop share one transaction, for what costs is the wait for the disk; each of them is durable
 * before its promise resolves.
 */
export class Database {
  readonly path: string;
  readonly changes: DatabaseChanges;
  readonly #connection: DatabaseSync;
  readonly #users = new Set<object>();
  #waiting: Write[] = [];
  #writing: Promise<void> | undefined;
  #logEmptiedAt = performance.now();

  constructor(connection: DatabaseSync, path: string) {
    this.#connection = connection;
    this.path = path;
    this.changes = new DatabaseChanges(path, connection.prepare("PRAGMA data_version"));
  }

  enter(user: object): void {
    this.#users.add(user);
  }

  async leave(user: object): Promise<void> {
    if (!this.#users.delete(user) || this.#users.size > 0) return;
    await this.#writing;
    if (!this.#connection.isOpen) return;
    this.#emptyLog();
    this.#connection.close();
  }

  prepareAll<Name extends string>(statements: Readonly<Record<Name, string>>): Record<Name, StatementSync> {
    const prepared = Object.entries<string>(statements).map(
      ([name, sql]) => [name, this.#connection.prepare(sql)] as const,
    );
    return Object.fromEntries(prepared) as Record<Name, StatementSync>;
  }

  /** Fails as `unavailable` with `code` when the database cannot be read. */
  async read<T>(code: string, work: () => T): Promise<T> {
    try {
      return await patiently(work);
    } catch (error) {
      throw asUnavailable(error, code, this.path);
    }
  }

  /**
   * Does `work` within a transaction and resolves once that is on the disk. Fails as `unavailable` with `code` when
   * it cannot be written; then nothing of it was. `work` may run again after it was undone.
   */
  async write<T>(code: string, work: () => T): Promise<T> {
    try {
      return await new Promise<T>((resolve, reject) => {
        this.#waiting.push({ work, resolve, reject });
        this.#writing ??= this.#writeWaiting();
      });
    } catch (error) {
      throw asUnavailable(error, code, this.path);
    }
  }

  async #writeWaiting(): Promise<void> {
    while (this.#waiting.length > 0) {
      await nextTurn();
      const writes = this.#waiting.splice(0, maxWritesPerTransaction);
      await this.#writeTogether(writes);
      if (performance.now() - this.#logEmptiedAt >= emptyLogEveryMs) this.#emptyLog();
    }
    this.#writing = undefined;
  }

  /** Not while another process reads or writes: then it is done the next time, or by that one. */
  #emptyLog(): void {
    this.#logEmptiedAt = performance.now();
    try {
      this.#connection.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch {
      // Nothing that was written is lost. A disk that fails or is full fails the next write, which says so.
    }
  }

  async #writeTogether(writes: readonly Write[]): Promise<void> {
    try {
      const values = await patiently(() => this.#transact(writes));
      for (const [index, write] of writes.entries()) write.resolve(values[index] as never);
    } catch (error) {
      const isOnesOwn = asUnavailable(error, "", "") === error;
      if (writes.length > 1 && isOnesOwn) for (const write of writes) await this.#writeTogether([write]);
      else for (const write of writes) write.reject(error);
    }
  }

  #transact(writes: readonly Write[]): unknown[] {
    this.#connection.exec("BEGIN IMMEDIATE");
    try {
      const values = writes.map((write) => write.work());
      this.#connection.exec("COMMIT");
      this.changes.noteCommit();
      return values;
    } catch (error) {
      if (this.#connection.isTransaction) this.#connection.exec("ROLLBACK");
      throw error;
    }
  }
}
