import { ApiProblem, withdrawn } from "../api/api-problem.ts";
import type { Job } from "../api/job.ts";
import type { Submission, Upload } from "../api/send-upload.ts";
import type { Sending } from "./sending.ts";
import type { SendingFile } from "./sending-file.ts";

type Send = (submission: Submission, upload: Upload) => Promise<Job>;

/**
 * Uploads the chosen files of sendings in their order, at most `atOnce` at a time. An accepted file has a job; one that
 * failed is chosen again and says why, so that it can be sent again.
 */
export class UploadQueue {
  readonly #send: Send;
  readonly #atOnce: number;
  readonly #waiting: { sending: Sending; key: string }[] = [];
  readonly #stops = new Map<string, AbortController>();

  constructor(send: Send, atOnce = 3) {
    this.#send = send;
    this.#atOnce = atOnce;
  }

  /** Sends every chosen file, or only this one. */
  start(sending: Sending, only?: string): void {
    const chosen = sending.files.filter(({ upload, key }) => upload === "chosen" && key === (only ?? key));
    const keys = new Set(chosen.map(({ key }) => key));
    this.#waiting.push(...chosen.map(({ key }) => ({ sending, key })));
    sending.changeAll(({ key }) =>
      keys.has(key) ? { upload: "waiting", sentBytes: 0, problem: undefined } : undefined,
    );
    this.#fill();
  }

  /** Takes a file out that has not been accepted yet. */
  withdraw(sending: Sending, key: string): void {
    this.#stops.get(nameOf(sending, key))?.abort();
    sending.remove(key);
  }

  #fill(): void {
    while (this.#stops.size < this.#atOnce) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      const file = next.sending.find(next.key);
      if (file?.upload === "waiting" && file.file) void this.#run(next.sending, file, file.file);
    }
  }

  async #run(sending: Sending, { key, format, options }: SendingFile, file: File): Promise<void> {
    const stop = new AbortController();
    const name = nameOf(sending, key);
    this.#stops.set(name, stop);
    sending.change(key, { upload: "sending" });
    const onProgress = (sentBytes: number) => sending.change(key, { sentBytes });
    try {
      const submission = { file, format, options, batch: sending.id, batchPosition: Number(key) };
      const job = await this.#send(submission, { signal: stop.signal, onProgress });
      const known = sending.find(key)?.job; // its news may have overtaken the answer
      const latest = known?.id === job.id ? known : job;
      sending.change(key, { job: latest, upload: "sent", sentBytes: file.size, problem: undefined });
    } catch (error) {
      const problem = error instanceof ApiProblem ? error : new ApiProblem("answer_unclear", String(error));
      const isAccepted = sending.find(key)?.job !== undefined; // the answer is lost, but the job is there
      if (problem.code !== withdrawn && !isAccepted) sending.change(key, { upload: "chosen", problem });
    } finally {
      this.#stops.delete(name);
      this.#fill();
    }
  }
}

function nameOf(sending: Sending, key: string): string {
  return `${sending.id} ${key}`;
}
