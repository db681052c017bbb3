import { randomUUID } from "node:crypto";
import type { PressEnd, PressMessage, PressOutcome } from "../process/press-message.ts";
import type { TemplateProcess } from "../process/template-process.ts";
import { limitsOfRequest, type PressRequest } from "./press-request.ts";

/** Who asked for a cancel waits no longer than this for the child to be gone. */
const endedWithinMs = 1_500;
/** A template process that answers nothing for this long hangs, and is replaced. */
const answerWithinMs = 5_000;
/** How much later than its deadline a child's end may be told. */
const deadlineAllowanceMs = 10_000;

export interface RequestWatch {
  readonly signal: AbortSignal;
  readonly onMessage: (message: PressMessage) => void;
}

export interface OrderRun {
  /** How the document's conversion ended. */
  readonly end: Promise<PressEnd>;
  /** Resolves when no process of it is left: mostly at the same time; later for a child that the kernel cannot end yet. */
  readonly gone: Promise<void>;
}

/**
 * One document through the template process. Aborting `signal` ends it as `canceled`. Where the template process dies, or
 * hangs and is ended for that, it ends as `lost`. A child that is slow to die costs nobody else anything: the template
 * process says that it has told the child to end, and goes on.
 */
export function runRequest(
  template: TemplateProcess,
  pressRequest: PressRequest & { readonly slot: number },
  { signal, onMessage }: RequestWatch,
): OrderRun {
  const id = randomUUID();
  const { limits, ...rest } = pressRequest;
  const end = Promise.withResolvers<PressEnd>();
  const gone = Promise.withResolvers<void>();
  const timers = new Timers();
  const finish = (last: PressEnd) => {
    end.resolve(last);
    gone.resolve();
  };
  const endAs = (outcome: PressOutcome) => end.resolve(endWithout(id, outcome, "the child is slow to die"));
  const cancel = () => {
    timers.after(endedWithinMs, () => endAs("canceled"));
    timers.afterSilence(answerWithinMs, () => template.kill());
    template.send({ command: "cancel", id });
  };
  void template.ended.then((words) => finish(endWithout(id, "lost", `the press ended: ${words}`)));
  template.send({ command: "convert", id, ...rest, ...limitsOfRequest(limits) }, (message) => {
    if (message.event === "ended") finish(message);
    else if (message.event === "refused")
      finish(endWithout(id, "lost", `the press refused: ${message.reason}`));
    else if (message.event === "ending") {
      timers.answered();
      if (message.outcome === "timeout") timers.after(endedWithinMs, () => endAs("timeout"));
    } else onMessage(message);
  });
  timers.after(limits.timeoutMs + deadlineAllowanceMs, () => endAs("timeout"));
  timers.afterSilence(limits.timeoutMs + deadlineAllowanceMs, () => template.kill());
  if (signal.aborted) cancel();
  else signal.addEventListener("abort", cancel);
  void gone.promise.then(() => {
    timers.clear();
    signal.removeEventListener("abort", cancel);
    template.forget(id);
  });
  return { end: end.promise, gone: gone.promise };
}

/** What is to be done when time has passed, some of it only while the template process has not answered. */
class Timers {
  readonly #all: NodeJS.Timeout[] = [];
  readonly #ofSilence: NodeJS.Timeout[] = [];

  after(ms: number, act: () => void): void {
    this.#all.push(setTimeout(act, ms));
  }

  afterSilence(ms: number, act: () => void): void {
    this.#ofSilence.push(setTimeout(act, ms));
  }

  answered(): void {
    for (const timer of this.#ofSilence) clearTimeout(timer);
  }

  clear(): void {
    this.answered();
    for (const timer of this.#all) clearTimeout(timer);
  }
}

function endWithout(id: string, outcome: PressOutcome, detail: string): PressEnd {
  const nothing = { kind: "", signal: 0, exitStatus: 0, wallMs: 0, cpuMs: 0, peakBytes: 0, slides: 0 };
  return { event: "ended", id, outcome, detail, ...nothing, replacedFonts: [] };
}
