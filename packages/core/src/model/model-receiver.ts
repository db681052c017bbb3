import type { Job } from "../job/job.ts";
import type { CallbackSender, ReadyCallback, SendOutcome } from "../seams/callback-sender.ts";
import type { Actor, Stage } from "./stage.ts";

/** What a job was like for whoever was told of it. */
export interface Told {
  readonly jobId: string;
  readonly status: Job["status"];
  readonly resultKey: string | undefined;
}

/** Somebody outside who is told of ended jobs, and remembers under which id. */
export class ModelReceiver {
  readonly told = new Map<string, Told>();
  /** Promises that a message broke. */
  readonly #onBroken: (promise: string) => void;

  constructor(onBroken: (promise: string) => void) {
    this.#onBroken = onBroken;
  }

  /** A sender whose messages wait in the scheduler, where they can be lost, or arrive with their answers lost. */
  senderOf(stage: Stage, actor: Actor): CallbackSender {
    return {
      send: async (job, callback): Promise<SendOutcome> => {
        try {
          await stage.call(actor, async () => this.#receive(job, callback));
          return { sent: true };
        } catch {
          return { sent: false, problem: "It did not answer.", retry: true };
        }
      },
      close: async () => undefined,
    };
  }

  #receive(job: Job, { id }: ReadyCallback): void {
    const told = { jobId: job.id, status: job.status, resultKey: job.result?.key };
    const before = this.told.get(id) ?? told;
    if (JSON.stringify(before) !== JSON.stringify(told))
      this.#onBroken(`an id stands for one end of one job: ${JSON.stringify([id, before, told])}`);
    this.told.set(id, told);
  }
}
