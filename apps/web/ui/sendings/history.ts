import type { TextStorage } from "../browser-storage.ts";

/** A sending of this browser. */
export interface PastSending {
  readonly id: string;
  readonly createdAt: string;
  /** When its files are deleted. */
  readonly expiresAt: string;
  readonly count: number;
  /** Of the first file. */
  readonly name: string;
  /** The first job that has a picture of its first page. */
  readonly picture: string | null;
}

const storageKey = "platen.sendings";
const most = 50;

/**
 * The sendings of this browser, newest first, stored only here. If the browser stores nothing (private windows, full
 * storage), the list lasts as long as the page. Every change dispatches the event `change`.
 */
export class History extends EventTarget {
  #all: readonly PastSending[];
  readonly #storage: TextStorage;

  constructor(storage: TextStorage, now: number) {
    super();
    this.#storage = storage;
    this.#all = readAll(storage).filter(({ expiresAt }) => Date.parse(expiresAt) > now);
  }

  get all(): readonly PastSending[] {
    return this.#all;
  }

  find(id: string): PastSending | undefined {
    return this.#all.find((sending) => sending.id === id);
  }

  remember(sending: PastSending): void {
    const isKnown = this.find(sending.id) !== undefined;
    const changed = isKnown
      ? this.#all.map((known) => (known.id === sending.id ? sending : known))
      : [sending, ...this.#all].slice(0, most);
    this.#write(changed);
  }

  forget(id: string): void {
    if (this.find(id)) this.#write(this.#all.filter((sending) => sending.id !== id));
  }

  forgetAll(): void {
    this.#write([]);
  }

  #write(sendings: readonly PastSending[]): void {
    this.#all = sendings;
    try {
      this.#storage.setItem(storageKey, JSON.stringify(sendings));
    } catch {
      // Full or forbidden: the list lasts until the page is closed.
    }
    this.dispatchEvent(new Event("change"));
  }
}

function readAll(storage: Pick<TextStorage, "getItem">): PastSending[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(storageKey) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isPastSending) : [];
  } catch {
    return []; // written by something else, or forbidden
  }
}

function isPastSending(value: unknown): value is PastSending {
  const { id, createdAt, expiresAt, count, name, picture } = (value ?? {}) as Record<string, unknown>;
  const isText = [id, createdAt, expiresAt, name].every((field) => typeof field === "string");
  const isPicture = picture === null || typeof picture === "string";
  return isText && isPicture && typeof count === "number";
}
