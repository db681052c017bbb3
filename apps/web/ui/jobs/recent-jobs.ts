import type { Job } from "../api/job.ts";
import type { TextStorage } from "../browser-storage.ts";

export interface RecentJob {
  readonly id: string;
  readonly filename: string;
  readonly expiresAt: string;
}

const place = "platen.jobs";
const most = 20;

/**
 * A person's own jobs, newest first, remembered by this browser alone. Where the browser keeps nothing (private
 * windows, full storage) the list lives as long as the page. Changes are told by the event `change`.
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
    this.#write([{ id, filename: source.filename, expiresAt }, ...others].slice(0, most));
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
      this.#storage.setItem(place, JSON.stringify(jobs));
    } catch {
      // Full or forbidden: the list still holds until the page is closed.
    }
    this.dispatchEvent(new Event("change"));
  }
}

function readAll(storage: Pick<TextStorage, "getItem">): RecentJob[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(place) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isRecentJob) : [];
  } catch {
    return []; // written by something else, or forbidden
  }
}

function isRecentJob(value: unknown): value is RecentJob {
  const { id, filename, expiresAt } = (value ?? {}) as Record<string, unknown>;
  return [id, filename, expiresAt].every((field) => typeof field === "string");
}
