import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { isAppError } from "../app-error.ts";
import { failureOf } from "../conversion/failures.ts";
import type { AttemptOutcome } from "../flow/attempt-outcome.ts";
import type { Backend } from "../flow/backend.ts";
import type { Callbacks } from "../flow/callback-runner.ts";
import { endDeadLetter } from "../flow/end-dead-letter.ts";
import { type KeptLease, keepLease } from "../flow/keep-lease.ts";
import { runJob } from "../flow/run-job.ts";
import { newAttemptPrefix } from "../flow/storage-keys.ts";
import type { WorkerParts } from "../flow/worker-parts.ts";
import type { Job } from "../job/job.ts";
import type { JobPolicy } from "../job/job-policy.ts";
import { MemoryConverter } from "../memory/memory-converter.ts";
import type { Clock } from "../seams/clock.ts";
import type { Delivery } from "../seams/job-queue.ts";
import { contentFor, type Invariants } from "./invariants.ts";
import { type Actor, type Stage, staged } from "./stage.ts";
import type { WatchedStore } from "./watched-store.ts";

const sha256Of = (text: string) => createHash("sha256").update(text).digest("hex");

/** The texts that cannot be converted. */
const faults = new Map([
  [sha256Of("crashes"), "engine_crashed" as const],
  [sha256Of("damaged"), "source_corrupt" as const],
]);

/** As a queue moves a message to the dead letters after too many deliveries. */
const isSetAside = ({ receives }: Delivery) => receives > 4;

/** Decides whether a message may be completed. */
interface Watching {
  readonly jobs: WatchedStore;
  readonly invariants: Invariants;
}

/** The real `runJob` with the real lease, whose timer the test controls, and a conversion without files. */
export class ModelWorker {
  readonly #stage: Stage;
  readonly #actor: Actor;
  readonly #drain = new AbortController();
  #heartbeat: (() => void) | undefined;

  constructor(stage: Stage, actor: Actor) {
    this.#stage = stage;
    this.#actor = actor;
  }

  hasClaim(): boolean {
    return this.#actor.isAlive && this.#heartbeat !== undefined;
  }

  /** Fires the timer of its heartbeats. */
  beat(): void {
    this.#heartbeat?.();
  }

  drain(): void {
    this.#drain.abort();
  }

  /** Returns the error if it is not one of the backend. */
  async run(
    parts: { backend: Backend; clock: Clock; policy: JobPolicy; callbacks: Callbacks },
    watching: Watching,
  ): Promise<unknown> {
    const received = await parts.backend.queue.receive({ waitMs: 0 });
    if (received === undefined) return undefined;
    const plain = { workFolder: "", heartbeatIntervalMs: 1, converter: new MemoryConverter() };
    const delivery = watched(received, watching);
    const worker: WorkerParts = { name: this.#actor.name, ...parts, ...plain };
    const stagedDelivery = staged(delivery, this.#stage, this.#actor);
    if (isSetAside(received)) {
      await endDeadLetter(worker, stagedDelivery);
      return undefined;
    }
    const report = await runJob(worker, stagedDelivery, this.#drain.signal, {
      keepLease: (parts, job, delivery) =>
        keepLease(parts, job, delivery, (_, heartbeat) => this.#beatWith(heartbeat)),
      attempt: (_, job, lease, signal) => this.#attempt(worker, job, lease, signal),
    });
    return report.error === undefined || isAppError(report.error) ? undefined : report.error;
  }

  #beatWith(heartbeat: () => void): () => void {
    this.#heartbeat = heartbeat;
    return () => {
      this.#heartbeat = undefined;
    };
  }

  async #attempt(
    { backend: { files } }: WorkerParts,
    job: Job,
    lease: KeptLease,
    signal: AbortSignal,
  ): Promise<AttemptOutcome> {
    const isStopped = () => signal.aborted || lease.lost.aborted;
    const convertMs = 0;
    try {
      if ((await files.read(job.source.key)) === undefined)
        return { kind: "failed", failure: failureOf("source_missing"), retry: false, convertMs };
      lease.report({ phase: "loading", percent: 50 });
      await this.#stage.call(this.#actor, async () => undefined); // converting
      if (isStopped()) return { kind: "released", draining: true, convertMs };
      const fault = faults.get(job.source.sha256);
      if (fault !== undefined)
        return { kind: "failed", failure: failureOf(fault), retry: fault === "engine_crashed", convertMs };
      const prefix = newAttemptPrefix(job);
      const key = `${prefix}/result.pdf`;
      const written = await files.write(key, Readable.from([Buffer.from(contentFor(job))]), {
        ifAbsent: true,
      });
      const about = {
        filename: "a.pdf",
        mediaType: "application/pdf",
        pages: 1,
        engine: "model",
        thumbnailKey: null,
      };
      return { kind: "made", result: { key, ...written, ...about }, warnings: [], prefix, convertMs };
    } catch (error) {
      return { kind: "released", draining: isStopped(), error, convertMs };
    }
  }
}

function watched(delivery: Delivery, { jobs, invariants }: Watching): Delivery {
  const { jobId } = delivery;
  const life = invariants.lifeOf(jobId);
  const complete = () => {
    invariants.checkCompletion(jobs.rows.get(jobId), jobId, life);
    return delivery.complete();
  };
  return { ...delivery, complete };
}
