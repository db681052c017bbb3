import { ApiProblem, withdrawn } from "../api/api-problem.ts";
import type { ConversionOptions } from "../api/conversion-options.ts";
import type { Job } from "../api/job.ts";

export interface Upload {
  readonly key: number;
  readonly file: File;
  /** `chosen`: can be sent, again after a `problem`. `waiting`: others are sent first. `refused`: the server would not accept it. */
  readonly state: "chosen" | "waiting" | "sending" | "refused";
  readonly sentBytes: number;
  readonly problem?: ApiProblem | undefined;
}

type Send = (
  file: File,
  options: ConversionOptions,
  sending: { signal: AbortSignal; onProgress: (sentBytes: number) => void },
) => Promise<Job>;

/**
 * The files to upload, at most `atOnce` at a time. An accepted upload leaves the list and becomes a job (event
 * `accepted`). One that failed stays in the list with its reason, and can be sent again. Every change dispatches `change`.
 */
export class Uploads extends EventTarget {
  #all: readonly Upload[] = [];
  #lastKey = 0;
  readonly #stops = new Map<number, AbortController>();
  readonly #send: Send;
  readonly #atOnce: number;

  constructor(send: Send, atOnce = 3) {
    super();
    this.#send = send;
    this.#atOnce = atOnce;
  }

  get all(): readonly Upload[] {
    return this.#all;
  }

  get isSending(): boolean {
    return this.#all.some(({ state }) => state === "sending" || state === "waiting");
  }

  /** `refusalOf` says why the server would refuse a file, before it is sent. */
  add(files: Iterable<File>, refusalOf: (file: File) => string | undefined): void {
    for (const file of files) {
      const refusal = refusalOf(file);
      const key = ++this.#lastKey;
      const problem = refusal === undefined ? {} : { problem: new ApiProblem(refusal, "") };
      const state = refusal === undefined ? "chosen" : "refused";
      this.#all = [...this.#all, { key, file, state, sentBytes: 0, ...problem }];
    }
    this.#notify();
  }

  /** Removes a file from the list and aborts its upload. */
  remove(key: number): void {
    this.#all = this.#all.filter((upload) => upload.key !== key);
    this.#stops.get(key)?.abort();
    this.#notify();
  }

  /** Sends every chosen file. */
  start(options: ConversionOptions): void {
    for (const { key, state } of this.#all) {
      if (state === "chosen") this.#change(key, { state: "waiting", sentBytes: 0, problem: undefined });
    }
    this.#fill(options);
  }

  #fill(options: ConversionOptions): void {
    for (const upload of this.#all) {
      if (this.#stops.size >= this.#atOnce) return;
      if (upload.state === "waiting") void this.#run(upload, options);
    }
  }

  async #run({ key, file }: Upload, options: ConversionOptions): Promise<void> {
    const stop = new AbortController();
    this.#stops.set(key, stop);
    this.#change(key, { state: "sending" });
    try {
      const onProgress = (sentBytes: number) => this.#change(key, { sentBytes });
      const job = await this.#send(file, options, { signal: stop.signal, onProgress });
      this.#all = this.#all.filter((upload) => upload.key !== key);
      this.dispatchEvent(new CustomEvent("accepted", { detail: { job, file } }));
    } catch (error) {
      const problem = error instanceof ApiProblem ? error : new ApiProblem("answer_unclear", String(error));
      if (problem.code !== withdrawn) this.#change(key, { state: "chosen", problem });
    } finally {
      this.#stops.delete(key);
      this.#notify();
      this.#fill(options);
    }
  }

  #change(key: number, changes: Partial<Upload>): void {
    this.#all = this.#all.map((upload) => (upload.key === key ? { ...upload, ...changes } : upload));
    this.#notify();
  }

  #notify(): void {
    this.dispatchEvent(new Event("change"));
  }
}

export function percentOf({ sentBytes, file }: Upload): number {
  return Math.floor((100 * sentBytes) / Math.max(1, file.size));
}
