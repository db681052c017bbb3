import { ApiProblem } from "../api/api-problem.ts";
import { type ConversionOptions, noOptions } from "../api/conversion-options.ts";
import type { Job } from "../api/job.ts";
import { isRunning, type SendingFile, stateOf } from "./sending-file.ts";

/** What is chosen for a file when it is added. */
export interface Choice {
  readonly format: string;
  readonly options: ConversionOptions;
  /** Why the server would refuse it. */
  readonly refusal?: string | undefined;
}

/**
 * The files that somebody dropped at once, in that order: chosen, on their way, and converted. Every change dispatches
 * the event `change`.
 */
export class Sending extends EventTarget {
  readonly id: string;
  #files = new Map<string, SendingFile>();
  #keysOfJobs = new Map<string, string>();
  #list: readonly SendingFile[] | undefined;
  #lastKey = 0;

  constructor(id: string) {
    super();
    this.id = id;
  }

  /** In the order in which they were added. */
  get files(): readonly SendingFile[] {
    this.#list ??= [...this.#files.values()];
    return this.#list;
  }

  get isRunning(): boolean {
    return this.files.some(isRunning);
  }

  /** Whether closing the page would lose something: chosen files, and uploads. */
  get holdsFiles(): boolean {
    return this.files.some(
      ({ upload }) => upload === "chosen" || upload === "waiting" || upload === "sending",
    );
  }

  find(key: string): SendingFile | undefined {
    return this.#files.get(key);
  }

  /** A file that is there already is not added again: answers the names of those. */
  add(files: Iterable<File>, choose: (file: File) => Choice): readonly string[] {
    const known = new Set(this.files.map(({ file }) => file && identityOf(file)));
    const again: string[] = [];
    for (const file of files) {
      const identity = identityOf(file);
      if (known.has(identity)) {
        again.push(file.name);
        continue;
      }
      known.add(identity);
      const { format, options, refusal } = choose(file);
      const problem = refusal === undefined ? undefined : new ApiProblem(refusal, "");
      const upload = refusal === undefined ? "chosen" : "refused";
      const key = this.#newKey();
      const { name, size } = file;
      this.#files.set(key, { key, name, bytes: size, file, format, options, upload, sentBytes: 0, problem });
    }
    this.#changed();
    return again;
  }

  change(key: string, changes: Partial<SendingFile>): void {
    const file = this.#files.get(key);
    if (file === undefined) return;
    this.#files.set(key, { ...file, ...changes });
    if (changes.job) this.#own(changes.job.id, key);
    this.#changed();
  }

  /** Several changes that show at once. */
  changeAll(change: (file: SendingFile) => Partial<SendingFile> | undefined): void {
    for (const file of this.files) {
      const changes = change(file);
      if (changes) this.#files.set(file.key, { ...file, ...changes });
    }
    this.#changed();
  }

  remove(key: string): void {
    const { job } = this.#files.get(key) ?? {};
    if (job) this.#keysOfJobs.delete(job.id);
    this.#files.delete(key);
    this.#changed();
  }

  /**
   * News from the server. Jobs that are not known yet come after the others, in the order in which they were chosen, and the
   * oldest first where nobody said that.
   */
  takeJobs(jobs: Iterable<Job>): void {
    const unknown: Job[] = [];
    for (const job of jobs) {
      const key = this.#keysOfJobs.get(job.id) ?? this.#rowOf(job);
      if (key === undefined) unknown.push(job);
      else this.#takeJob(key, job);
    }
    for (const job of unknown.sort(byPlace)) this.#addJob(job);
    this.#changed();
  }

  /** The row that this job was uploaded from, if its answer has not come, or never comes. */
  #rowOf({ batchPosition, source }: Job): string | undefined {
    const row = this.#files.get(String(batchPosition));
    const isIts = row?.file !== undefined && row.job === undefined && row.bytes === source.bytes;
    return isIts && (row.upload === "sending" || stateOf(row) === "unsent") ? row.key : undefined;
  }

  /** An event may tell of a job before the answer to its upload has come: then that row gives way to the file's own. */
  #own(jobId: string, key: string): void {
    const other = this.#keysOfJobs.get(jobId);
    if (other !== undefined && other !== key) this.#files.delete(other);
    this.#keysOfJobs.set(jobId, key);
  }

  #takeJob(key: string, job: Job): void {
    const file = this.#files.get(key);
    if (file === undefined) return;
    const hasMoved = file.job?.status !== job.status;
    const problem = hasMoved ? undefined : file.problem;
    this.#keysOfJobs.set(job.id, key);
    this.#files.set(key, { ...file, job, format: job.format, upload: "sent", problem });
  }

  #addJob(job: Job): void {
    // Files that are added later come after it, for every browser.
    this.#lastKey = Math.max(this.#lastKey, job.batchPosition ?? 0);
    const key = this.#newKey();
    const { filename, bytes } = job.source;
    const known = { name: filename, bytes, format: job.format, options: noOptions };
    this.#keysOfJobs.set(job.id, key);
    this.#files.set(key, { key, ...known, upload: "sent", sentBytes: bytes, job });
  }

  #newKey(): string {
    this.#lastKey += 1;
    return String(this.#lastKey);
  }

  #changed(): void {
    this.#list = undefined;
    this.dispatchEvent(new Event("change"));
  }
}

/** Files of different folders may share a name; the same file comes without its folder when it is chosen alone. */
function identityOf({ name, size, lastModified }: File): string {
  return `${name}/${size}/${lastModified}`;
}

function byPlace(a: Job, b: Job): number {
  const [first, second] = [placeOf(a), placeOf(b)];
  return first === second ? byAge(a, b) : first - second;
}

function placeOf({ batchPosition }: Job): number {
  return batchPosition ?? Number.POSITIVE_INFINITY;
}

function byAge(a: Job, b: Job): number {
  return a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id < b.id ? -1 : 1;
}
