import type { Backend } from "../flow/backend.ts";
import { type Clock, systemClock } from "../seams/clock.ts";
import { MemoryFileStorage } from "./memory-file-storage.ts";
import { MemoryJobQueue } from "./memory-job-queue.ts";
import { MemoryJobStore } from "./memory-job-store.ts";

export interface MemoryBackend extends Backend {
  readonly jobs: MemoryJobStore;
  readonly queue: MemoryJobQueue;
  readonly files: MemoryFileStorage;
}

/** A backend of its own for one test. */
export function newMemoryBackend({
  visibilityMs = 60_000,
  clock = systemClock,
}: {
  visibilityMs?: number;
  clock?: Clock;
} = {}): MemoryBackend {
  return {
    jobs: new MemoryJobStore(),
    queue: new MemoryJobQueue({ visibilityMs, clock }),
    files: new MemoryFileStorage(clock),
    idKey: Buffer.from("the key of an installation in memory"),
  };
}
