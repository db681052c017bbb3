import { Readable } from "node:stream";
import { enqueueJob, type Job, newJobId, storeSource, submitJob, systemClock } from "@platen/core";
import { patiently } from "./patiently.ts";
import type { Site } from "./site.ts";

export interface Order {
  readonly owner?: string;
  /** The source's whole content; MemoryConverter reads its wishes from a text. */
  readonly content: string | Uint8Array;
}

/** Submits one job as the web app does: store, create, enqueue. */
export async function submit(
  { backend, policy }: Pick<Site, "backend" | "policy">,
  { owner = "public", content }: Order,
): Promise<Job> {
  const clock = systemClock;
  const jobId = newJobId(clock.now());
  const source = await storeSource(backend.files, {
    jobId,
    filename: "document",
    format: typeof content === "string" ? "txt" : "pptx",
    stream: Readable.from([content]),
    maxBytes: 10_000_000,
  });
  const { job } = await submitJob(
    backend,
    { jobId, owner, source, format: "pdf", options: {}, password: null, batch: null },
    { policy, clock },
  );
  await enqueueJob(backend, job, { policy, clock });
  return job;
}

/** As a client does that was told to come back: what was refused is asked for again. */
export function submitPatiently(site: Site, order: Order): Promise<Job> {
  return patiently(() => submit(site, order));
}

/** In this order as good as, several at a time: one after the other, thousands would take minutes. */
export async function submitMany(site: Site, orders: readonly Order[]): Promise<Job[]> {
  const jobs: Job[] = [];
  const left = orders.entries();
  const submitNext = async () => {
    for (const [place, order] of left) jobs[place] = await submitPatiently(site, order);
  };
  await Promise.all(Array.from({ length: 8 }, submitNext));
  return jobs;
}
