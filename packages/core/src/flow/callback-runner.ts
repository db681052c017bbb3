import { type CallbackToken, claimCallback, dueCallbacks, postponeCallback } from "../job/callback-moves.ts";
import type { Job } from "../job/job.ts";
import type { Decision } from "../job/move.ts";
import type { ReadyCallback } from "../seams/callback-sender.ts";
import type { CallbackReport } from "./callback-report.ts";
import { moveJob } from "./move-job.ts";
import { type CallbackParts, sendCallback } from "./send-callback.ts";
import { type Place, SharedSlots } from "./shared-slots.ts";

/** Sends what is due of a job, beside everything else that a worker does. */
export interface Callbacks {
  /**
   * Claims what is due of this job, or puts it off where too much is under way already, and sends it in the
   * background. True when anything was done: then the row is due later than it was. Fails when the store is away.
   */
  start(job: Job): Promise<boolean>;
  /** Waits until nothing is under way any more, or `signal` is aborted. */
  settled(signal?: AbortSignal): Promise<void>;
}

/** Attempts at the same time, and those of them to one host: one that hangs must not keep others from being told. */
const limits = { slots: 20, slotsOfOne: 4, places: 80, placesOfOne: 20 };

/** The longest wait for a slot, as a part of the claim: the rest is for the attempt. */
const waitShare = 1 / 4;

/** For so long goes off what finds no room, so that it does not stand in the way of other jobs that are due. */
const putOffMs = 10_000;

/** Sends callbacks, each in an attempt of its own, until it is stopped. */
export class CallbackRunner implements Callbacks {
  readonly #parts: CallbackParts;
  readonly #onReport: (report: CallbackReport) => void;
  readonly #slots = new SharedSlots(limits);
  readonly #breaking = new AbortController();
  #isStopped = false;
  readonly #running = new Set<Promise<void>>();

  constructor(parts: CallbackParts, onReport: (report: CallbackReport) => void) {
    this.#parts = parts;
    this.#onReport = onReport;
  }

  async start(job: Job): Promise<boolean> {
    let isChanged = false;
    for (const { id, host, attempts } of dueCallbacks(job, this.#parts.clock.now())) {
      if (this.#isStopped) return isChanged;
      const started = await this.#startOne(job.id, host, { id, attempts });
      isChanged ||= started;
    }
    return isChanged;
  }

  async settled(signal?: AbortSignal): Promise<void> {
    const aborted = new Promise<void>((resolve) => signal?.addEventListener("abort", () => resolve()));
    while (this.#running.size > 0 && !signal?.aborted)
      await Promise.race([Promise.all(this.#running), aborted]);
  }

  /** Begins nothing more. What is still under way after `graceMs` is broken off, for another to send it at once. */
  async stop({ graceMs = 3_000 }: { graceMs?: number } = {}): Promise<void> {
    this.#isStopped = true;
    await this.settled(AbortSignal.timeout(graceMs));
    this.#breaking.abort();
    await this.settled();
    await this.#parts.sender.close();
  }

  async #startOne(jobId: string, host: string, token: CallbackToken): Promise<boolean> {
    const place = this.#slots.enter(host);
    if (place === undefined) return (await this.#putOff(jobId, token)) !== undefined;
    try {
      const { policy, clock } = this.#parts;
      const job = await this.#move(jobId, (current) => claimCallback(current, token, policy, clock.now()));
      if (job === undefined) {
        place.leave();
        return false;
      }
      const running = this.#run(job, token.id, place).finally(() => {
        place.leave();
        this.#running.delete(running);
      });
      this.#running.add(running);
      return true;
    } catch (error) {
      place.leave();
      throw error;
    }
  }

  async #run(job: Job, id: string, place: Place): Promise<void> {
    const callback = job.callbacks?.find((each) => each.id === id);
    if (callback === undefined) return;
    const { host, attempts, target } = callback;
    const report = { jobId: job.id, callbackId: id, host, attempt: attempts, tookMs: 0 };
    try {
      if (callback.state !== "sending" || target === null) {
        this.#onReport({
          ...report,
          outcome: "failed",
          ...(callback.problem && { problem: callback.problem }),
        });
      } else if (await place.turn(this.#parts.policy.callbackClaimMs * waitShare, this.#breaking.signal)) {
        const ready: ReadyCallback = { ...callback, id, target };
        this.#onReport(await sendCallback(this.#parts, job, ready, this.#breaking.signal));
      } else await this.#putOff(job.id, { id, attempts });
    } catch (error) {
      // It comes again when its claim is over.
      this.#onReport({ ...report, outcome: "interrupted", error });
    }
  }

  #putOff(jobId: string, token: CallbackToken): Promise<Job | undefined> {
    const { clock } = this.#parts;
    const pauseMs = this.#breaking.signal.aborted ? 0 : Math.floor(putOffMs * (0.5 + clock.random()));
    return this.#move(jobId, (job) => postponeCallback(job, token, clock.now() + pauseMs));
  }

  async #move(jobId: string, decide: (job: Job) => Decision): Promise<Job | undefined> {
    const moved = await moveJob(this.#parts.jobs, jobId, decide);
    return moved.moved ? moved.job : undefined;
  }
}
