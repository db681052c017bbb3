import type { Job } from "../../api/job.ts";

/** A queued job as the API shows it, with these changes. */
export function someJob(id: string, changes: Partial<Job> = {}): Job {
  return {
    id,
    status: "queued",
    format: "pdf",
    source: { filename: `${id}.pptx`, bytes: 3 },
    progress: { phase: "waiting", percent: 0 },
    result: null,
    error: null,
    createdAt: "2030-01-01T00:00:00Z",
    startedAt: null,
    finishedAt: null,
    expiresAt: "2030-01-02T00:00:00Z",
    links: { result: null },
    ...changes,
  };
}

export function someFiles(...names: string[]): File[] {
  return names.map((name) => new File(["abc"], name, { lastModified: 1 }));
}

export const asPdf = () => ({ format: "pdf", options: {} });
