import { randomUUID } from "node:crypto";
import type { MotherProcess } from "./mother-process.ts";
import type { PressEnd, PressMessage } from "./press-message.ts";
import { limitsForMother, type PressOrder } from "./press-order.ts";

/** A mother that has not answered this long after a deadline or a cancel hangs herself. */
const answerMs = 1_500;

export interface OrderWatch {
  readonly signal: AbortSignal;
  readonly onMessage: (message: PressMessage) => void;
}

/**
 * One document through the mother, to the end of its child. Aborting `signal` ends it as `canceled`; a mother who dies
 * or hangs in between ends it as `crashed`.
 */
export async function runOrder(
  mother: MotherProcess,
  order: PressOrder & { readonly slot: number },
  { signal, onMessage }: OrderWatch,
): Promise<PressEnd> {
  const id = randomUUID();
  const { limits, ...rest } = order;
  const { promise, resolve } = Promise.withResolvers<PressEnd>();
  const hanging: NodeJS.Timeout[] = [];
  const killIfSilentAfter = (ms: number) => hanging.push(setTimeout(() => mother.kill(), ms));
  const cancel = () => {
    mother.send({ command: "cancel", id });
    killIfSilentAfter(answerMs);
  };
  signal.addEventListener("abort", cancel);
  void mother.ended.then((words) => resolve(crashed(id, `the press ended: ${words}`)));
  mother.send({ command: "convert", id, ...rest, ...limitsForMother(limits) }, (message) => {
    if (message.event === "ended") resolve(message);
    else if (message.event === "refused") resolve(crashed(id, `the press refused: ${message.reason}`));
    else onMessage(message);
  });
  killIfSilentAfter(limits.timeoutMs + 10_000);
  try {
    if (signal.aborted) cancel();
    return await promise;
  } finally {
    for (const timer of hanging) clearTimeout(timer);
    signal.removeEventListener("abort", cancel);
    mother.forget(id);
  }
}

function crashed(id: string, detail: string): PressEnd {
  const nothing = { kind: "", signal: 0, exitStatus: 0, wallMs: 0, cpuMs: 0, peakBytes: 0, slides: 0 };
  return {
    event: "ended",
    id,
    outcome: "crashed",
    detail,
    ...nothing,
    hasThumbnail: false,
    replacedFonts: [],
  };
}
