import type { FilledBackend } from "./local-rows-fill.ts";

/** One operation on one set of rows. Returns a function that undoes it, which is not measured. */
type Operation = (filled: FilledBackend, round: number) => Promise<(() => Promise<unknown>) | undefined>;

export const operations: Readonly<Record<string, Operation>> = {
  claim: async ({ backend }) => {
    const delivery = await backend.queue.receive({ waitMs: 0 });
    const job = delivery && (await backend.jobs.find(delivery.jobId));
    if (delivery === undefined || job === undefined) throw new Error("There is nothing to claim.");
    const claimed = { ...job, revision: job.revision + 1, attempt: job.attempt + 1 };
    if (!(await backend.jobs.replace(claimed, job.revision)))
      throw new Error("Another process changed the job.");
    return () => delivery.release(0);
  },
  "list, first page": async ({ backend }, round) => {
    const { jobs } = await backend.jobs.list(`owner-${round % 10}`, {}, { limit: 20 });
    if (jobs.length !== 20) throw new Error(`The page has ${jobs.length} jobs.`);
    return undefined;
  },
  "list, filtered": async ({ backend }, round) => {
    const { jobs } = await backend.jobs.list(`owner-${round % 7}`, { status: "succeeded" }, { limit: 20 });
    if (jobs.length !== 20) throw new Error(`The page has ${jobs.length} jobs.`);
    return undefined;
  },
  "sweep: due": async ({ backend }) => {
    const due = await backend.jobs.due("removal", Date.now(), 100);
    if (due.length !== 100) throw new Error(`${due.length} jobs are due.`);
    return undefined;
  },
  ahead: async ({ backend, jobs }, round) => {
    const job = jobs[Math.floor((jobs.length * (round % 97)) / 97)];
    if ((await backend.queue.ahead(job?.id ?? "")) === undefined) throw new Error("The message is missing.");
    return undefined;
  },
  depth: async ({ backend, jobs }) => {
    if ((await backend.queue.depth()) !== jobs.length) throw new Error("Some messages are missing.");
    return undefined;
  },
};

/** Alternates between both sets of rows, so that other work on the machine affects both. Returns the medians. */
export async function measure(
  operation: Operation,
  sets: readonly [FilledBackend, FilledBackend],
  { warmUps, rounds }: { warmUps: number; rounds: number },
): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < warmUps + rounds; round += 1) {
    for (const which of [0, 1] as const) {
      const startedAt = performance.now();
      const undo = await operation(sets[which], round);
      if (round >= warmUps) times[which].push(performance.now() - startedAt);
      await undo?.();
    }
  }
  return [median(times[0]), median(times[1])];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
