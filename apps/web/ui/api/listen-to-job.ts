import { addressOf } from "../addresses.ts";
import { jobPath } from "./client.ts";
import type { Job } from "./job.ts";

/** Listens to the job's server-sent events. The browser reconnects after an error; the returned function stops it. */
export function listenToJob(id: string, onJob: (job: Job) => void, onError: () => void): () => void {
  const events = new EventSource(addressOf(`${jobPath(id)}/events`));
  events.addEventListener("job", ({ data }: MessageEvent<string>) => onJob(JSON.parse(data) as Job));
  events.addEventListener("error", onError);
  return () => events.close();
}
