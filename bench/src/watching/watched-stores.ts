import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Job, JobStore, KnownJob } from "@platen/core";
import { type Change, changeJobs, type Working } from "./change-jobs.ts";

/** A store with jobs that somebody else changes, and what reading it has cost. */
export interface WatchedStore {
  readonly jobs: JobStore;
  /** Consistent reads of one row, or what costs as much. */
  reads(): number;
  work(working: Working, onChange: (change: Change) => void): Promise<void>;
  close(): Promise<void>;
}

/** What a request to DynamoDB takes within its region. */
const latencyMs = 6;

/** As DynamoDB: a request takes time, and an eventually consistent read of a row costs half a consistent one. */
export async function openNetworkStore(waiting: readonly Job[]): Promise<WatchedStore> {
  const rows = new Map(waiting.map((job) => [job.id, job]));
  let reads = 0;
  const jobs: Pick<JobStore, "find" | "findChanged" | "replace"> = {
    find: async (id) => {
      reads += 1;
      await sleep(latencyMs);
      return rows.get(id);
    },
    findChanged: async (known: readonly KnownJob[]) => {
      reads += known.length / 2;
      await sleep(latencyMs);
      const changed = known.filter(({ id, revision }) => rows.get(id)?.revision !== revision);
      return new Map(changed.map(({ id }) => [id, rows.get(id)]));
    },
    replace: async (job) => {
      rows.set(job.id, job);
      return true;
    },
  };
  return {
    jobs: jobs as JobStore,
    reads: () => reads,
    work: (working, onChange) => changeJobs(jobs, waiting, working, onChange),
    close: async () => undefined,
  };
}

/** The database of one machine, of the build at `root`, changed by another process. */
export async function openLocalStore(waiting: readonly Job[], root: string): Promise<WatchedStore> {
  const folder = await mkdtemp(join(tmpdir(), "platen-watching-"));
  const { openLocalBackend } = await import(join(root, "packages/local/src/index.ts"));
  const place = { databasePath: join(folder, "jobs.db"), storagePath: join(folder, "files") };
  const { jobs, queue, files } = await openLocalBackend({ ...place, visibilityMs: 60_000 });
  await Promise.all(waiting.map((job) => jobs.create(job)));
  let reads = 0;
  const counted: Partial<JobStore> = {
    find: (id) => {
      reads += 1;
      return jobs.find(id);
    },
    findChanged: (known) => {
      reads += known.length;
      return jobs.findChanged(known);
    },
    ...(jobs.changesSince !== undefined && { changesSince: (mark) => jobs.changesSince(mark) }),
  };
  const worker = fork(fileURLToPath(new URL("worker-program.ts", import.meta.url)));
  return {
    jobs: counted as JobStore,
    reads: () => reads,
    work: async ({ slots, takesMs, signal }, onChange) => {
      worker.on("message", (changes) => (changes as Change[]).forEach(onChange));
      worker.send({ root, place, waiting, slots, takesMs });
      signal.addEventListener("abort", () => worker.disconnect());
      await once(worker, "exit");
    },
    close: async () => {
      worker.kill();
      await Promise.all([jobs.close(), queue.close(), files.close()]);
      await rm(folder, { recursive: true });
    },
  };
}
