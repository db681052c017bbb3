import { Readable } from "node:stream";
import { isAppError } from "../app-error.ts";
import type { Backend } from "../flow/backend.ts";
import { CallbackRunner } from "../flow/callback-runner.ts";
import { cancelJob } from "../flow/cancel-job.ts";
import { enqueueJob } from "../flow/enqueue-job.ts";
import { redriveJob } from "../flow/redrive-job.ts";
import { removeJob } from "../flow/remove-job.ts";
import { storeSource } from "../flow/store-source.ts";
import { submitJob } from "../flow/submit-job.ts";
import { sweepJobs, sweepRemovals } from "../flow/sweep-jobs.ts";
import { sweepOrphans } from "../flow/sweep-orphans.ts";
import { defaultJobPolicy, type JobPolicy } from "../job/job-policy.ts";
import { HandClock } from "../memory/hand-clock.ts";
import { MemoryJobQueue } from "../memory/memory-job-queue.ts";
import type { Clock } from "../seams/clock.ts";
import { Invariants } from "./invariants.ts";
import { ModelWorker } from "./model-worker.ts";
import { type Actor, type Role, Stage, staged } from "./stage.ts";
import { WatchedFiles } from "./watched-files.ts";
import { WatchedStore } from "./watched-store.ts";

const minuteMs = 60_000;

/** Small budgets that fifty steps can use up. */
export const policy: JobPolicy = {
  ...defaultJobPolicy,
  maxFailures: 3,
  maxLosses: 1,
  maxReleases: 1,
  retryBaseMs: 100,
  maxWaitMs: 30 * minuteMs,
  keepMs: 60 * minuteMs,
  callbackRetryMs: 20 * minuteMs,
};

/** What a person asks for besides the conversion. */
interface Asked {
  readonly password: string | null;
  readonly isTold: boolean;
}

const told = { kind: "webhook", url: "https://receiver.example", secret: null } as const;
const event = { kind: "event", url: "https://receiver.example", headers: {}, correlationId: "c" } as const;
const resultTo = {
  kind: "result",
  url: "https://receiver.example",
  method: "PUT",
  headers: {},
  filename: null,
  failure: null,
} as const;

/** One installation with all its actors. The flows are real; the store, queue and storage are in memory. */
export class World {
  readonly clock = new HandClock();
  readonly stage = new Stage();
  readonly files = new WatchedFiles(this.clock);
  readonly invariants = new Invariants(this.files, policy, () => this.stage.acting);
  readonly jobs = new WatchedStore(this.invariants);
  readonly queue = new MemoryJobQueue({ visibilityMs: policy.leaseMs, clock: this.clock });
  readonly #workers: ModelWorker[] = [];
  readonly #running = new Set<Actor>();
  #actors = 0;
  #dice = 1;

  /** The id of an existing job, or `none`. */
  jobId(which: number): string {
    const ids = [...this.jobs.rows.keys()];
    return ids[which % ids.length] ?? "none";
  }

  /** Upload → job → message. With a key, the id is one that other submissions use too. */
  submit(key: string | undefined, text: string, { password, isTold }: Asked): Actor {
    const jobId = key ?? `job-${this.#actors}`;
    return this.#start("submitter", async (backend, clock) => {
      const stream = Readable.from([Buffer.from(text)]);
      const upload = { jobId, filename: "a.txt", format: "txt", stream, maxBytes: 1_000 } as const;
      const source = await storeSource(backend.files, upload);
      const resultPasswords = password === null ? null : { openPassword: password };
      const callbacks = isTold ? [event, told, resultTo] : [];
      const asked = {
        format: "pdf",
        options: {},
        password,
        resultPasswords,
        batch: null,
        callbacks,
      } as const;
      const submission = { jobId, owner: "owner-1", source, ...asked };
      const { outcome, job } = await submitJob(backend, submission, { policy, clock });
      if (outcome === "created") await enqueueJob(backend, job, { policy, clock });
    });
  }

  /** A worker with a free slot asks for one message. */
  work(): Actor {
    return this.#start("worker", async (backend, clock, actor) => {
      const worker = new ModelWorker(this.stage, actor);
      this.#workers.push(worker);
      const callbacks = this.#callbacks(backend, clock, actor);
      const error = await worker.run({ backend, clock, policy, callbacks }, this);
      await callbacks.settled();
      if (error !== undefined) throw error;
    });
  }

  sweep(): Actor {
    return this.#start("sweeper", async (backend, clock, actor) => {
      const callbacks = this.#callbacks(backend, clock, actor);
      const rescued = await sweepJobs(backend, { policy, clock, callbacks, limit: 5 });
      const removed = await sweepRemovals(backend, { clock, limit: 5 });
      await callbacks.settled();
      for (const error of [...rescued.errors, ...removed.errors]) if (!isAppError(error)) throw error;
    });
  }

  /** Keeps its precondition: no request runs for longer than the age at which a file counts as orphaned. */
  sweepOrphans(): Actor {
    const isAnySubmitting = [...this.running(), ...this.stage.waiting()].some(
      ({ role }) => role === "submitter",
    );
    return this.#start("sweeper", async (backend, clock) => {
      await sweepOrphans(backend, isAnySubmitting ? 0 : clock.now() - 2 * policy.maxWaitMs);
    });
  }

  cancel(id: string): Actor {
    return this.#start("canceler", ({ jobs }, clock) => cancelJob(jobs, id, { policy, clock }));
  }

  redrive(id: string): Actor {
    return this.#start("redriver", async (backend, clock) => {
      const moved = await redriveJob(backend.jobs, id, { policy, clock });
      if (moved.moved) await enqueueJob(backend, moved.job, { policy, clock });
    });
  }

  remove(id: string): Actor {
    return this.#start("remover", (backend, clock) => removeJob(backend, id, { policy, clock }));
  }

  /** The workers that have claimed a job. */
  claiming(): ModelWorker[] {
    return this.#workers.filter((worker) => worker.hasClaim());
  }

  /** All live actors that have not finished. */
  running(): Actor[] {
    return [...this.#running].filter((actor) => actor.isAlive);
  }

  #callbacks({ jobs }: Backend, clock: Clock, actor: Actor): CallbackRunner {
    const sender = this.invariants.receiver.senderOf(this.stage, actor);
    return new CallbackRunner({ jobs, sender, policy, clock }, ({ error }) => {
      if (error !== undefined && !isAppError(error))
        this.invariants.broken.push(`${actor.name} failed: ${error}`);
    });
  }

  #start(role: Role, body: (backend: Backend, clock: Clock, actor: Actor) => Promise<unknown>): Actor {
    this.#actors += 1;
    const actor: Actor = { role, name: `${role}-${this.#actors}`, isAlive: true };
    const on = <T extends object>(seam: T): T => staged(seam, this.stage, actor);
    const list = this.files.list.bind(this.files);
    const files = new Proxy(on(this.files), {
      get: (target, name) => (name === "list" ? list : Reflect.get(target, name)),
    });
    const backend: Backend = { jobs: on(this.jobs), queue: on(this.queue), files, idKey: Buffer.from("key") };
    this.#running.add(actor);
    body(backend, this.#clockOf(actor), actor)
      .catch((error) => {
        if (!isAppError(error)) this.invariants.broken.push(`${actor.name} failed: ${error?.stack ?? error}`);
      })
      .finally(() => this.#running.delete(actor));
    return actor;
  }

  /** A random number that is the same in every run of one history (Park and Miller's minimal standard). */
  #chance(): number {
    this.#dice = (this.#dice * 48_271) % 2_147_483_647;
    return this.#dice / 2_147_483_647;
  }

  /** Clocks of machines differ by up to the allowance. */
  #clockOf(actor: Actor): Clock {
    const skewMs = ((this.#actors % 3) - 1) * (policy.clockAllowanceMs / 2);
    return {
      now: () => this.clock.now() + skewMs,
      random: () => this.#chance(),
      pause: () => this.stage.call(actor, async () => undefined),
    };
  }
}
