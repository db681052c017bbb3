import type { Backend, Job } from "@platen/core";

/**
 * The backend as it would be without fencing: a worker keeps seeing the job as it last wrote it, and its writes succeed
 * whatever others have written since. Only for showing that the experiments detect this.
 */
export function withoutFencing(backend: Backend): Backend {
  const mine = new Map<string, Job>();
  const { jobs } = backend;
  return {
    ...backend,
    jobs: {
      batches: jobs.batches,
      create: (job) => jobs.create(job),
      find: async (id) => mine.get(id) ?? jobs.find(id),
      findChanged: (known) => jobs.findChanged(known),
      replace: async (job, ifRevision) => {
        let stored = await jobs.replace(job, ifRevision);
        while (!stored) {
          const now = await jobs.find(job.id);
          if (now === undefined) return false;
          stored = await jobs.replace({ ...job, revision: now.revision + 1 }, now.revision);
        }
        if (job.status === "processing") mine.set(job.id, job);
        else mine.delete(job.id);
        return true;
      },
      remove: (id, ifRevision) => jobs.remove(id, ifRevision),
      due: (what, now, limit) => jobs.due(what, now, limit),
      list: (owner, filter, page) => jobs.list(owner, filter, page),
      usage: (owner) => jobs.usage(owner),
      takeTurn: (name, holder, time) => jobs.takeTurn(name, holder, time),
      ping: () => jobs.ping(),
      close: () => jobs.close(),
    },
  };
}
