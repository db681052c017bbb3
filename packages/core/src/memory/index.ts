/**
 * The smallest honest implementation of each seam, for tests of everything that stands on them. They keep the same
 * contracts as the real ones and forget everything when the process ends.
 */
export { HandClock } from "./hand-clock.ts";
export { type MemoryBackend, newMemoryBackend } from "./memory-backend.ts";
export { MemoryConverter } from "./memory-converter.ts";
export { MemoryFileStorage } from "./memory-file-storage.ts";
export { MemoryJobQueue } from "./memory-job-queue.ts";
export { MemoryJobStore } from "./memory-job-store.ts";
