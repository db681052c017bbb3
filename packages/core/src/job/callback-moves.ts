import type { Callback } from "./callback.ts";
import type { Job } from "./job.ts";
import type { JobPolicy } from "./job-policy.ts";
import { change, type Decision, refuse } from "./move.ts";

/** Proof of a claim of one callback: a later claim of the same one has more attempts, and another end another id. */
export interface CallbackToken {
  readonly id: string;
  readonly attempts: number;
}

/** A result may be large. */
const claims = { webhook: 1, event: 1, result: 8 } as const;

/**
 * At the job's end every callback becomes due, under an id that no other end of any job has. Only an event tells
 * whether the result has arrived, so it waits for that, and has its own time behind the result's.
 */
export function callbacksAtEnd(job: Job, policy: JobPolicy, now: number): Partial<Job> {
  if (job.callbacks === undefined) return {};
  const hasResult = job.callbacks.some(isPendingResult);
  const callbacks = job.callbacks.map((callback, index): Callback => {
    if (callback.state !== "waiting") return callback;
    const id = `msg_${job.id}_${job.revision}_${index}`;
    const isSecond = hasResult && callback.kind === "event";
    const giveUpAt = now + policy.callbackRetryMs * (isSecond ? 2 : 1);
    return { ...callback, id, state: "sending", nextAt: isSecond ? null : now, giveUpAt };
  });
  return { callbacks };
}

/** A redriven job will end once more, and whoever is still to be told of its first end is told of that one only. */
export function callbacksOfRedriven({ callbacks }: Job): Partial<Job> {
  if (callbacks === undefined) return {};
  const again = {
    id: null,
    state: "waiting",
    attempts: 0,
    nextAt: null,
    giveUpAt: null,
    problem: null,
  } as const;
  return {
    callbacks: callbacks.map((callback) => (callback.target === null ? callback : { ...callback, ...again })),
  };
}

/** Of a job on its way out nobody is told any more. */
export function callbacksDropped({ callbacks }: Job): Partial<Job> {
  if (callbacks === undefined) return {};
  return {
    callbacks: callbacks.map((callback) => ({
      ...callback,
      target: null,
      state: isPending(callback) ? "failed" : callback.state,
      nextAt: null,
    })),
  };
}

function isPendingResult(callback: Callback): boolean {
  return callback.kind === "result" && isPending(callback);
}

/** Events wait until the result has arrived or was given up. */
function withReleasedEvents(callbacks: readonly Callback[], dueAt: number): readonly Callback[] {
  if (callbacks.some(isPendingResult)) return callbacks;
  return callbacks.map((callback) =>
    callback.state === "sending" && callback.nextAt === null ? { ...callback, nextAt: dueAt } : callback,
  );
}

export function isPending({ state }: Callback): boolean {
  return state === "waiting" || state === "sending";
}

/** Whether the job must be kept, with its files, because somebody is still to be told of it. */
export function hasCallbacksLeft({ callbacks = [] }: Job): boolean {
  return callbacks.some(isPending);
}

export function dueCallbacks({ callbacks = [] }: Job, now: number): (Callback & { readonly id: string })[] {
  return callbacks.filter(
    (callback): callback is Callback & { id: string } =>
      callback.id !== null && callback.nextAt !== null && callback.nextAt <= now,
  );
}

/** When the sweeper must look at an ended job again: for the next callback, or else to remove it. */
export function dueAfterEnd({ callbacks = [], expiresAt }: Pick<Job, "callbacks" | "expiresAt">): number {
  const times = callbacks.flatMap(({ nextAt }) => nextAt ?? []);
  return times.length === 0 ? expiresAt : Math.min(...times);
}

/**
 * Somebody is about to send it, and nobody else may for a while. When the last chance was claimed before and nobody
 * noted what came of it, the callback is given up instead: whoever tries it may die of it.
 */
export function claimCallback(job: Job, token: CallbackToken, policy: JobPolicy, now: number): Decision {
  const callback = heldBy(job, token);
  if (callback === undefined) return refuse("not-yours");
  if (callback.nextAt === null || now < callback.nextAt) return refuse("not-due");
  if (callback.giveUpAt !== null && callback.nextAt > callback.giveUpAt)
    return changeOne(job, token, givenUp(job, callback, "The last attempt came to no end."));
  return changeOne(job, token, {
    attempts: callback.attempts + 1,
    nextAt: now + claims[callback.kind] * policy.callbackClaimMs,
  });
}

/** It has arrived, or there was nothing to send. */
export function finishCallback(
  job: Job,
  token: CallbackToken,
  state: "delivered" | "skipped" = "delivered",
): Decision {
  if (heldBy(job, token) === undefined) return refuse("not-yours");
  return changeOne(job, token, { ...over(job), state, problem: null });
}

/** An attempt failed: after a growing pause there is another one, until its time is over. */
export function deferCallback(
  job: Job,
  token: CallbackToken,
  { problem, retry, afterMs = 0 }: { problem: string; retry: boolean; afterMs?: number },
  { policy, now, random }: { policy: JobPolicy; now: number; random: () => number },
): Decision {
  const callback = heldBy(job, token);
  if (callback === undefined) return refuse("not-yours");
  const giveUpAt = callback.giveUpAt ?? now;
  if (!retry || now >= giveUpAt) return changeOne(job, token, givenUp(job, callback, problem));
  const pauseMs = Math.min(policy.callbackBaseMs * 3 ** (callback.attempts - 1), policy.callbackCapMs);
  const jittered = Math.floor(pauseMs * (0.75 + random() / 2));
  return changeOne(job, token, { problem, nextAt: Math.min(now + Math.max(jittered, afterMs), giveUpAt) });
}

/** There was no room to try it. That costs nothing. */
export function postponeCallback(job: Job, token: CallbackToken, nextAt: number): Decision {
  const callback = heldBy(job, token);
  if (callback === undefined) return refuse("not-yours");
  return changeOne(job, token, { nextAt, giveUpAt: Math.max(callback.giveUpAt ?? 0, nextAt) });
}

function heldBy(job: Job, { id, attempts }: CallbackToken): Callback | undefined {
  const callback = job.callbacks?.find((each) => each.id === id);
  return callback?.state === "sending" && callback.attempts === attempts ? callback : undefined;
}

interface Changes extends Partial<Callback> {
  readonly warning?: Job["warnings"][number];
}

function changeOne(job: Job, { id }: CallbackToken, { warning, ...changes }: Changes): Decision {
  const changed = (job.callbacks ?? []).map((each) => (each.id === id ? { ...each, ...changes } : each));
  const callbacks = withReleasedEvents(changed, job.finishedAt ?? job.createdAt);
  const warnings = warning === undefined ? job.warnings : [...job.warnings, warning];
  const { expiresAt } = job;
  return change(job, { callbacks, warnings, dueAt: dueAfterEnd({ callbacks, expiresAt }) });
}

function givenUp(job: Job, { host }: Callback, problem: string): Changes {
  const message = `${host} was not told of this job, and is not tried again. ${problem}`;
  return { ...over(job), state: "failed", problem, warning: { code: "callback_failed", message } };
}

/** The target of a job without a result may be needed once more, if the job is tried again. */
function over({ status }: Job): Partial<Callback> {
  return { nextAt: null, giveUpAt: null, ...(status === "succeeded" && { target: null }) };
}
