import { AppError, type JobStore } from "@platen/core";

/**
 * The same store, with an end to every wait: whoever asks gets `job_store_unavailable` after `timeoutMs` instead of
 * hanging on a connection that is dead. A change that was under way may still happen; callers already live with
 * lost answers.
 */
export function jobsWithTimeout(jobs: JobStore, timeoutMs: number): JobStore {
  async function inTime<T>(answer: Promise<T>): Promise<T> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const message = "The job store does not answer. Try again in a moment.";
    const timer = setTimeout(
      () => reject(new AppError("unavailable", "job_store_unavailable", message)),
      timeoutMs,
    );
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
    }
  }
  const changesSince = jobs.changesSince?.bind(jobs);
  const { batches } = jobs;
  return {
    batches: {
      find: (owner, batch) => inTime(batches.find(owner, batch)),
      list: (owner, page) => inTime(batches.list(owner, page)),
      jobs: (owner, batch, page) => inTime(batches.jobs(owner, batch, page)),
      entries: (owner, batch) => inTime(batches.entries(owner, batch)),
    },
    create: (job) => inTime(jobs.create(job)),
    find: (id) => inTime(jobs.find(id)),
    findChanged: (known) => inTime(jobs.findChanged(known)),
    ...(changesSince !== undefined && { changesSince: (mark) => inTime(changesSince(mark)) }),
    replace: (job, ifRevision) => inTime(jobs.replace(job, ifRevision)),
    remove: (id, ifRevision) => inTime(jobs.remove(id, ifRevision)),
    due: (what, now, limit) => inTime(jobs.due(what, now, limit)),
    list: (owner, filter, page) => inTime(jobs.list(owner, filter, page)),
    usage: (owner) => inTime(jobs.usage(owner)),
    takeTurn: (name, holder, time) => inTime(jobs.takeTurn(name, holder, time)),
    ping: () => inTime(jobs.ping()),
    close: () => jobs.close(),
  };
}
