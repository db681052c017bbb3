import type { Callback } from "../job/callback.ts";
import { isPending } from "../job/callback-moves.ts";
import { isTerminal, type Job, withoutPasswords } from "../job/job.ts";
import { isRetired } from "../job/removal-moves.ts";
import type { Told } from "./model-receiver.ts";

/** The promises about callbacks that a change of a job breaks. */
export function brokenCallbackPromises(
  before: Job,
  after: Job,
  { told, isRemoved }: { told: ReadonlyMap<string, Told>; isRemoved: boolean },
): string[] {
  const broken: string[] = [];
  const check = (holds: boolean, promise: string) => !holds && broken.push(promise);
  const callbacks = after.callbacks ?? [];
  check((before.callbacks ?? []).length === callbacks.length, "a job keeps its callbacks");
  const isLeft = (before.callbacks ?? []).some(isPending);
  check(!isRetired(after) || isRemoved || !isLeft, "a job is kept until everybody was told of it");
  for (const [index, callback] of callbacks.entries()) {
    const was = before.callbacks?.[index] ?? callback;
    check(
      isTerminal(after) !== (callback.state === "waiting"),
      "everybody is told of an end, and only of an end",
    );
    check(
      callback.state !== "sending" || was.state !== "sending" || was.id === callback.id,
      "an id does not change",
    );
    const hasCome = callback.id !== null && told.get(callback.id)?.jobId === after.id;
    check(callback.state !== "delivered" || hasCome, "what is delivered has come");
    check(
      callback.state !== "sending" || after.dueAt <= dueAtOf(callback, callbacks),
      "a callback is due in time",
    );
    const hasResultLeft = callbacks.some((each) => each.kind === "result" && isPending(each));
    check(
      callback.kind !== "event" || callback.attempts === 0 || !hasResultLeft,
      "an event comes after its result",
    );
    check(isForgotten(after, callback), "the target of a callback is kept only while it may be needed");
  }
  return broken;
}

/** An event waits for the result, however long that takes. */
function dueAtOf({ kind, nextAt }: Callback, all: readonly Callback[]): number {
  if (nextAt !== null) return nextAt;
  const isWaiting = kind === "event" && all.some((each) => each.kind === "result" && isPending(each));
  return isWaiting ? Number.POSITIVE_INFINITY : 0;
}

function isForgotten(job: Job, callback: Callback): boolean {
  if (isRetired(job)) return callback.target === null;
  return callback.target === null || isPending(callback) || job.status !== "succeeded";
}

/** A job without what telling others of it changes. */
export function withoutTelling({ callbacks: _, ...job }: Job): object {
  return { ...job, revision: 0, dueAt: 0, expiresAt: 0, ...withoutPasswords, warnings: [] };
}
