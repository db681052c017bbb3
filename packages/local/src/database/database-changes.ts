import { EventEmitter } from "node:events";
import type { StatementSync } from "node:sqlite";

/** What was announced or committed up to a moment. */
export interface Seen {
  readonly announced: number;
  readonly version: unknown;
}

/** Every connection of this process tells all others to the same file, by its path. */
const announcements = new EventEmitter().setMaxListeners(0);

/** Another process's change is noticed within this time; one look costs a few microseconds. */
const lookEveryMs = 25;

/**
 * Tells those who wait that a database may have changed: at once for a change in this process, and by SQLite's
 * `data_version`, which grows with every commit of another connection, for one elsewhere.
 */
export class DatabaseChanges {
  readonly #path: string;
  readonly #dataVersion: StatementSync;
  #announced = 0;
  #commits = 0;

  constructor(path: string, dataVersion: StatementSync) {
    this.#path = path;
    this.#dataVersion = dataVersion;
  }

  announce(): void {
    this.#announced += 1;
    announcements.emit(this.#path);
  }

  /** `data_version` leaves out what this connection itself commits. */
  noteCommit(): void {
    this.#commits += 1;
  }

  /** The same for as long as nobody has committed anything; undefined while that cannot be told. */
  version(): string | undefined {
    const version = this.#versionNow();
    return version === undefined ? undefined : `${this.#commits} ${version}`;
  }

  /** Taken before looking into the database, so that no change comes between the look and the wait. */
  seen(): Seen {
    return { announced: this.#announced, version: this.#versionNow() };
  }

  /** Returns when something changed after `since`, `forMs` are over or a signal is aborted. */
  wait(since: Seen, forMs: number, signals: readonly AbortSignal[]): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const end = () => resolve();
    const look = () => {
      if (this.#versionNow() !== since.version) end();
    };
    const timer = setTimeout(end, Math.max(0, Math.min(forMs, 2 ** 31 - 1)));
    const looking = setInterval(look, lookEveryMs);
    announcements.on(this.#path, end);
    for (const signal of signals) signal.addEventListener("abort", end);
    if (this.#announced !== since.announced || signals.some((signal) => signal.aborted)) end();
    return promise.finally(() => {
      clearTimeout(timer);
      clearInterval(looking);
      announcements.off(this.#path, end);
      for (const signal of signals) signal.removeEventListener("abort", end);
    });
  }

  /** Undefined while it cannot be read: whoever waited finds out why when looking into the database. */
  #versionNow(): unknown {
    try {
      return this.#dataVersion.get()?.data_version;
    } catch {
      return undefined;
    }
  }
}
