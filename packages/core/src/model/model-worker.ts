import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { isAppError } from "../app-error.ts";
import { failureOf } from "../conversion/failures.ts";
import type { AttemptOutcome } from "../flow/attempt-outcome.ts";
import type { Backend } from "../flow/backend.ts";
import { endDeadLetter } from "../flow/end-dead-letter.ts";
import { type HeldJob, holdJob } from "../flow/hold-job.ts";
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
  #look: (() => void) | undefined;

  constructor(stage: Stage, actor: Actor) {
    this.#stage = stage;
    this.#actor = actor;
  }

  isHolding(): boolean {
    return this.#actor.isAlive && this.#look !== undefined;
  }

  /** Fires the timer of its lease. */
  beat(): void {
    this.#look?.();
  }

  drain(): void {
    this.#drain.abort();
  }

  /** Returns the error if it is not one of the backend. */
  async run(
    parts: { backend: Backend; clock: Clock; policy: JobPolicy },
    watching: Watching,
  ): Promise<unknown> {
    const received = await parts.backend.queue.receive({ waitMs: 0 });
    if (received === undefined) return undefined;
    const plain = { workFolder: "", lookIntervalMs: 1, converter: new MemoryConverter() };
    const delivery = watched(received, watching);
    const worker: WorkerParts = { name: this.#actor.name, ...parts, ...plain };
    const stagedDelivery = staged(delivery, this.#stage, this.#actor);
    if (isSetAside(received)) {
      await endDeadLetter(worker, stagedDelivery);
      return undefined;
    }
    const report = await runJob(worker, stagedDelivery, this.#drain.signal, {
      hold: (holding, job, delivery) => holdJob(holding, job, delivery, (_, look) => this.#beatWith(look)),
      attempt: (_, job, held, signal) => this.#attempt(worker, job, held, signal),
    });
    return report.error === undefined || isAppError(report.error) ? undefined : report.error;
  }

  #beatWith(look: () => void): () => void {
    this.#look = look;
    return () => {
      this.#look = undefined;
    };
  }

  async #attempt(
    { backend: { files } }: WorkerParts,
    job: Job,
    held: HeldJob,
    signal: AbortSignal,
  ): Promise<AttemptOutcome> {
    const isStopped = () => signal.aborted || held.lost.aborted;
    const convertMs = 0;
    try {
      if ((await files.read(job.source.key)) === undefined)
        return { kind: "failed", failure: failureOf("source_missing"), retry: false, convertMs };
      held.report({ phase: "loading", percent: 50 });
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
