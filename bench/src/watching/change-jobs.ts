import { setTimeout as sleep } from "node:timers/promises";
import type { Job, JobStore } from "@platen/core";

export interface Change {
  readonly id: string;
  readonly revision: number;
  /** When it was acknowledged, in milliseconds since 1970. */
  readonly at: number;
}

export interface Working {
  readonly slots: number;
  /** How long a job takes; it tells progress half-way. */
  readonly takesMs: number;
  readonly signal: AbortSignal;
}

/** Works the jobs off in their order, as so many slots of workers would, and tells each change. */
export async function changeJobs(
  jobs: Pick<JobStore, "replace">,
  waiting: readonly Job[],
  { slots, takesMs, signal }: Working,
  onChange: (change: Change) => void,
): Promise<void> {
  const line = [...waiting];
  const write = async (job: Job, changes: Partial<Job>): Promise<Job> => {
    const next = { ...job, ...changes, revision: job.revision + 1 };
    await jobs.replace(next, job.revision);
    onChange({ id: next.id, revision: next.revision, at: Date.now() });
    return next;
  };
  const slot = async () => {
    for (let job = line.shift(); job !== undefined && !signal.aborted; job = line.shift()) {
      const begun = await write(job, { status: "processing" });
      await sleep(takesMs / 2);
      const halfway = await write(begun, { percent: 50 });
      await sleep(takesMs / 2);
      await write(halfway, { status: "succeeded" });
    }
  };
  await Promise.all(Array.from({ length: slots }, slot));
}
