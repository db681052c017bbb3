import type { Job } from "../api/job.ts";
import type { TextStorage } from "../browser-storage.ts";

export interface RecentJob {
  readonly id: string;
  readonly filename: string;
  readonly expiresAt: string;
}

const storageKey = "platen.jobs";
const maxJobs = 20;

/**
 * The jobs of this browser, newest first, stored only here. If the browser stores nothing (private windows, full
 * storage), the list lasts as long as the page. Every change dispatches the event `change`.
 */
export class RecentJobs extends EventTarget {
  #all: readonly RecentJob[];
  readonly #storage: TextStorage;

  constructor(storage: TextStorage, now: number) {
    super();
    this.#storage = storage;
    this.#all = readAll(storage).filter(({ expiresAt }) => Date.parse(expiresAt) > now);
  }

  get all(): readonly RecentJob[] {
    return this.#all;
  }

  remember({ id, source, expiresAt }: Pick<Job, "id" | "source" | "expiresAt">): void {
    const others = this.#all.filter((job) => job.id !== id);
    this.#write([{ id, filename: source.filename, expiresAt }, ...others].slice(0, maxJobs));
  }

  forget(id: string): void {
    if (this.#all.some((job) => job.id === id)) this.#write(this.#all.filter((job) => job.id !== id));
  }

  forgetAll(): void {
    this.#write([]);
  }

  #write(jobs: readonly RecentJob[]): void {
    this.#all = jobs;
    try {
      this.#storage.setItem(storageKey, JSON.stringify(jobs));
    } catch {
      // Full or forbidden: the list lasts until the page is closed.
    }
    this.dispatchEvent(new Event("change"));
  }
}

function readAll(storage: Pick<TextStorage, "getItem">): RecentJob[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(storageKey) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isRecentJob) : [];
  } catch {
    return []; // written by something else, or forbidden
  }
}

function isRecentJob(value: unknown): value is RecentJob {
  const { id, filename, expiresAt } = (value ?? {}) as Record<string, unknown>;
  return [id, filename, expiresAt].every((field) => typeof field === "string");
}
