import { type Job, jobPath } from "./job.ts";

/** The job's server-sent events. The browser connects again by itself after an error; the answer ends that. */
export function listenToJob(id: string, onJob: (job: Job) => void, onError: () => void): () => void {
  const events = new EventSource(`${jobPath(id)}/events`);
  events.addEventListener("job", ({ data }: MessageEvent<string>) => onJob(JSON.parse(data) as Job));
  events.addEventListener("error", onError);
  return () => events.close();
}
