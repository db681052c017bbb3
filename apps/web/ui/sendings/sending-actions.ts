import { ApiProblem } from "../api/api-problem.ts";
import type { Job } from "../api/job.ts";
import type { Sending } from "./sending.ts";
import { isRunning, stateOf } from "./sending-file.ts";
import type { UploadQueue } from "./upload-queue.ts";

export interface JobCalls {
  cancel(id: string): Promise<Job>;
  retry(id: string, password?: string): Promise<Job>;
  remove(id: string): Promise<void>;
  /** Both answer how many jobs were left as they were. */
  cancelAll(sending: string): Promise<number>;
  removeAll(sending: string): Promise<number>;
}

const undoMs = 6_000;

/**
 * What may be done to the files of a sending. Canceling and removing can be undone for some seconds, and are asked of
 * the server only then. An action that fails leaves its problem on the file.
 */
export class SendingActions {
  readonly #calls: JobCalls;
  readonly #queue: UploadQueue;
  readonly #undoMs: number;
  readonly #leaving = new Map<string, { timer: ReturnType<typeof setTimeout>; go: () => void }>();

  constructor(calls: JobCalls, queue: UploadQueue, pauses: { undoMs: number } = { undoMs }) {
    this.#calls = calls;
    this.#queue = queue;
    this.#undoMs = pauses.undoMs;
  }

  send(sending: Sending, key?: string): void {
    this.#queue.start(sending, key);
  }

  /** Cancels what is running, and removes anything else. What is only chosen goes at once. */
  leave(sending: Sending, key: string): void {
    const file = sending.find(key);
    if (file === undefined) return;
    const state = stateOf(file);
    if (state === "chosen" || state === "refused" || state === "unsent") {
      sending.remove(key);
      return;
    }
    const leaving = isRunning(file) ? "cancel" : "remove";
    sending.change(key, { leaving, problem: undefined });
    const go = () => void this.#leaveNow(sending, key, leaving);
    const name = nameOf(sending, key);
    this.#leaving.set(name, { timer: setTimeout(go, this.#undoMs), go });
  }

  undo(sending: Sending, key: string): void {
    const name = nameOf(sending, key);
    clearTimeout(this.#leaving.get(name)?.timer);
    this.#leaving.delete(name);
    sending.change(key, { leaving: undefined });
  }

  /** Does what could still be undone, because the page is being closed. */
  finish(): void {
    for (const { timer, go } of this.#leaving.values()) {
      clearTimeout(timer);
      go();
    }
  }

  /** Tries a file again: what the server still has, or else the file that this page has. */
  async retry(sending: Sending, key: string, password?: string): Promise<void> {
    const file = sending.find(key);
    if (file?.job === undefined) return this.send(sending, key);
    const { id } = file.job;
    await this.#try(sending, key, async () => {
      try {
        sending.change(key, { job: await this.#calls.retry(id, password) });
      } catch (error) {
        if (!isSourceGone(error) || !file.file) throw error;
        sending.change(key, { job: undefined, upload: "chosen" });
        this.send(sending, key);
      }
    });
  }

  /** Fails with an ApiProblem if a job could not be canceled. */
  async cancelAll(sending: Sending): Promise<void> {
    const isAnySent = this.#withdrawAll(sending);
    if (isAnySent && (await this.#calls.cancelAll(sending.id)) > 0)
      throw new ApiProblem("answer_unclear", "");
  }

  /** Fails with an ApiProblem if something is left. */
  async removeAll(sending: Sending): Promise<void> {
    const isAnySent = this.#withdrawAll(sending);
    if (isAnySent && (await this.#calls.removeAll(sending.id)) > 0)
      throw new ApiProblem("answer_unclear", "");
    for (const { key } of sending.files) sending.remove(key);
  }

  /** Takes out what was not accepted yet; answers whether there is anything else. */
  #withdrawAll(sending: Sending): boolean {
    for (const { key, job } of sending.files) if (job === undefined) this.#queue.withdraw(sending, key);
    return sending.files.length > 0;
  }

  async #leaveNow(sending: Sending, key: string, leaving: "cancel" | "remove"): Promise<void> {
    this.#leaving.delete(nameOf(sending, key));
    const job = sending.find(key)?.job;
    if (job === undefined) return this.#queue.withdraw(sending, key);
    await this.#try(sending, key, async () => {
      if (leaving === "cancel") return sending.change(key, { job: await this.#calls.cancel(job.id) });
      await this.#calls.remove(job.id);
      sending.remove(key);
    });
  }

  async #try(sending: Sending, key: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
      sending.change(key, { leaving: undefined, problem: undefined });
    } catch (error) {
      const problem = error instanceof ApiProblem ? error : new ApiProblem("answer_unclear", String(error));
      sending.change(key, { leaving: undefined, problem });
    }
  }
}

function isSourceGone(error: unknown): boolean {
  return error instanceof ApiProblem && ["source_missing", "job_not_found"].includes(error.code);
}

function nameOf(sending: Sending, key: string): string {
  return `${sending.id} ${key}`;
}
