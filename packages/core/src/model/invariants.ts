import { createHash } from "node:crypto";
import { newJob } from "../contracts/sample-job.ts";
import { isTerminal, type Job } from "../job/job.ts";
import type { JobPolicy } from "../job/job-policy.ts";
import { isRetired } from "../job/removal-moves.ts";
import { brokenCallbackPromises, withoutTelling } from "./callback-invariants.ts";
import { ModelReceiver } from "./model-receiver.ts";
import type { Actor } from "./stage.ts";
import type { WatchedFiles } from "./watched-files.ts";
import type { Watcher } from "./watched-store.ts";

const fields = Object.keys(newJob()).length;
const sha256Of = (text: string) => createHash("sha256").update(text).digest("hex");

/** What the simulated converter makes of a source. */
export function contentFor(job: Job): string {
  return `pdf of ${job.source.sha256}`;
}

/**
 * What must hold after every single change, by any actor and after any fault. Names of broken promises are collected,
 * because an error thrown here would only reach the actor.
 */
export class Invariants implements Watcher {
  readonly broken: string[] = [];
  /** Whoever is told of the jobs. */
  readonly receiver = new ModelReceiver((promise) => this.broken.push(promise));
  /** How often each kind of change happened, to check that the model reaches all of them. */
  readonly seen = new Map<string, number>();
  readonly #files: WatchedFiles;
  readonly #policy: JobPolicy;
  readonly #acting: () => Actor | undefined;
  readonly #leaseOwners = new Map<string, string>();
  readonly #lives = new Map<string, number>();
  /** The attempt at which a job was retried by a person, by the life of the job. */
  /** How often, and with which attempt last. */
  readonly #redrives = new Map<string, number>();
  readonly #redriven = new Map<string, number>();
  /** True once there are no more faults. */
  isCalm = false;

  constructor(files: WatchedFiles, policy: JobPolicy, acting: () => Actor | undefined) {
    this.#files = files;
    this.#policy = policy;
    this.#acting = acting;
  }

  created(job: Job): void {
    this.#count("created");
    const life = (this.#lives.get(job.id) ?? 0) + 1;
    if (life > 1) this.#count("created again under the same id");
    this.#lives.set(job.id, life);
    this.#check(job.status === "queued" && job.attempt === 0, "a new job is queued", job);
    this.#checkRow(job);
  }

  replaced(before: Job, after: Job): void {
    const isOther = before.status !== after.status;
    const code = after.status === "failed" ? ` as ${after.error?.code}` : "";
    this.#count(isOther ? `${before.status} → ${after.status}${code}` : `${after.status} changed`);
    this.#check(after.revision === before.revision + 1, "every change grows the revision by one", after);
    if (isTerminal(before)) this.#checkLeavingTheEnd(before, after);
    if (before.status === "processing") this.#checkWorker(before, after);
    this.#checkAttempt(before, after);
    this.#checkRow(after);
    this.#checkCallbacks(before, after);
  }

  removed(job: Job): void {
    this.#count("removed");
    this.#check(isRetired(job), "only a job that was taken out first is removed", job);
    this.#check(this.#files.hashOf(job.source.key) === undefined, "the row goes after its source", job);
    this.#check(this.#files.hashOf(job.result?.key) === undefined, "the row goes after its result", job);
  }

  lostRace(): void {
    this.#count("lost race");
  }

  /** Files may disappear at any time, so this is checked after every step. */
  checkFilesOf(job: Job): void {
    if (isRetired(job)) return;
    const isNeeded = job.status === "queued" || job.status === "processing";
    if (isNeeded)
      this.#check(this.#files.hashOf(job.source.key) === job.source.sha256, "a job has its source", job);
    if (job.status !== "succeeded") return;
    const expected = sha256Of(contentFor(job));
    this.#check(job.result?.sha256 === expected, "the result is that of the job's own source", job);
    this.#check(
      this.#files.hashOf(job.result?.key) === expected,
      "succeeded: the result exists with its hash",
      job,
    );
  }

  /** Changes with every new job under this id, and with every redrive. */
  lifeOf(id: string): string {
    const life = `${id}/${this.#lives.get(id) ?? 0}`;
    return `${life}/${this.#redrives.get(life) ?? 0}`;
  }

  /** Completing a message means that the job needs no more work. */
  checkCompletion(row: Job | undefined, id: string, lifeAtDelivery: string): void {
    if (row === undefined || isTerminal(row) || this.lifeOf(id) !== lifeAtDelivery) return;
    this.#check(false, "a message is completed only when its job is over or gone", row);
  }

  #checkWorker(before: Job, after: Job): void {
    const acting = this.#acting();
    const isLost = after.error?.code === "worker_lost";
    const isSent = after.sends > before.sends;
    if (acting?.role !== "worker" || after.attempt > before.attempt || isLost || isSent) return;
    const hasClaim = before.leaseOwner?.startsWith(`${acting.name}.`) === true;
    this.#check(hasClaim, "only the worker that claimed a job moves it", after);
    const isReleased = after.releases > before.releases || after.error?.code === "unavailable";
    this.#check(!this.isCalm || !isReleased, "nothing is given back without a reason", after);
  }

  #checkLeavingTheEnd(before: Job, after: Job): void {
    const role = this.#acting()?.role;
    if (role === "redriver") {
      this.#check(
        before.status !== "succeeded" && after.status === "queued",
        "only a job without a result is redriven",
        after,
      );
      this.#check(!isRetired(before), "a job that was taken out is never redriven", after);
      const life = `${after.id}/${this.#lives.get(after.id)}`;
      this.#redrives.set(life, (this.#redrives.get(life) ?? 0) + 1);
      this.#redriven.set(life, after.attempt);
      return;
    }
    const same = JSON.stringify(withoutTelling(after)) === JSON.stringify(withoutTelling(before));
    const isTelling = JSON.stringify(after.callbacks) !== JSON.stringify(before.callbacks);
    this.#check(
      same && (isTelling || isRetired(after)),
      "a terminal job never changes except by redrive, removal or telling of it",
      after,
    );
    if (!isRetired(after)) return;
    const isAsked = role === "remover" || after.dueAt >= before.expiresAt;
    this.#check(isAsked, "a job is taken out when a person asks or its keeping is over", after);
  }

  #checkCallbacks(before: Job, after: Job): void {
    const isRemoved = this.#acting()?.role === "remover";
    for (const promise of brokenCallbackPromises(before, after, { told: this.receiver.told, isRemoved }))
      this.#check(false, promise, after);
    for (const [index, { state }] of (after.callbacks ?? []).entries())
      if (state !== before.callbacks?.[index]?.state) this.#count(`callback ${state}`);
  }

  #checkAttempt(before: Job, after: Job): void {
    const grown = after.attempt - before.attempt;
    this.#check(grown === 0 || grown === 1, "attempt only grows, by one", after);
    if (grown === 1 && before.status === "processing") {
      this.#count("stolen");
      const isOver = (after.startedAt ?? 0) > (before.leaseUntil ?? 0) + this.#policy.clockAllowanceMs;
      this.#check(isOver, "nobody steals before the lease is over", after);
    }
    const life = `${after.id}/${this.#lives.get(after.id)}`;
    const paid = 1 + after.failures + after.losses + after.releases;
    const since = after.attempt - (this.#redriven.get(life) ?? 0);
    this.#check(since <= paid, "every further attempt costs a failure, a loss or a release", after);
    if (after.status !== "processing") return;
    const attempt = `${life}/${after.attempt}`;
    const leaseOwner = this.#leaseOwners.get(attempt) ?? after.leaseOwner ?? "";
    this.#leaseOwners.set(attempt, leaseOwner);
    this.#check(after.leaseOwner === leaseOwner, "an attempt has one owner", after);
  }

  #checkRow(job: Job): void {
    const { status, dueAt, deadlineAt, leaseUntil, leaseOwner } = job;
    this.#check(Number.isSafeInteger(dueAt), "every row has a dueAt", job);
    const more = [job.callbacks, job.lostPasswords].filter((each) => each !== undefined).length;
    this.#check(
      Object.keys(job).length === fields + more,
      "a row has the fields of a job and no others",
      job,
    );
    this.#check(status !== "queued" || dueAt <= deadlineAt, "a queued job is due by its deadline", job);
    const leaseEnd = (leaseUntil ?? 0) + this.#policy.clockAllowanceMs + 1;
    const nextLook = Math.max(leaseEnd, (job.sentAt ?? 0) + this.#policy.resendMs);
    this.#check(
      status !== "processing" || dueAt <= nextLook,
      "a job at work is due when its lease is over",
      job,
    );
    const isHeld = leaseUntil !== null && leaseOwner !== null;
    this.#check((status === "processing") === isHeld, "just the jobs at work have a lease", job);
    this.#check(
      isTerminal(job) === (job.finishedAt !== null),
      "just the jobs that are over have an end",
      job,
    );
    this.#check(
      (status === "succeeded") === (job.result !== null),
      "just a job that succeeded has a result",
      job,
    );
    const hasNone = job.password === null && job.resultPasswords === null;
    const isForgotten = hasNone || !isTerminal(job) || status === "failed";
    this.#check(isForgotten, "a password is kept only while it may be needed", job);
    this.#check(job.error?.code !== "source_missing", "no job misses its source", job);
    this.checkFilesOf(job);
  }

  #check(holds: boolean, promise: string, job: Job): void {
    if (!holds) this.broken.push(`${promise}: ${JSON.stringify(job)}`);
  }

  #count(kind: string): void {
    this.seen.set(kind, (this.seen.get(kind) ?? 0) + 1);
  }
}
