import type { JobQueue } from "../seams/job-queue.ts";

/** What a contract is run against. */
export interface Subject<T> {
  /** Fresh and empty: nothing of another test is in it. */
  readonly subject: T;
  /** Takes away what was set up around the subject; called once, after the subject itself was closed. */
  close(): Promise<void>;
}

export interface QueueSubject extends Subject<JobQueue> {
  /** How long the queue hides a message that it handed over: 1 to 3 s, so that a test can wait for its end. */
  readonly visibilityMs: number;
}

interface Closable {
  close(): Promise<void>;
}

/** A test body with a subject of its own, so that tests may run at the same time. */
export function withSubject<S extends Subject<Closable>>(
  create: () => Promise<S>,
  body: (subject: S["subject"], opened: S) => Promise<void>,
): () => Promise<void> {
  return async () => {
    const opened = await create();
    try {
      await body(opened.subject, opened);
    } finally {
      await opened.subject.close();
      await opened.close();
    }
  };
}

/** Tests mostly wait, so several run at once; the limit is for a machine that is busy with other work. */
export const contractOptions = { concurrency: 6, timeout: 120_000 };
