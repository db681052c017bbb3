import type { ChildProcess } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";

const limitMs = 120_000;
const askEveryMs = 100;

/** Waits until a service that was just started answers. Fails when it ends or says nothing for two minutes. */
export async function untilAnswered(
  name: string,
  child: ChildProcess,
  ask: () => Promise<boolean>,
): Promise<void> {
  const startedAt = performance.now();
  while (!(await ask().catch(() => false))) {
    const end = child.signalCode ?? child.exitCode;
    if (end !== null) throw new Error(`${name} ended at its start with ${end}; the log says why.`);
    if (performance.now() - startedAt > limitMs) throw new Error(`${name} does not answer.`);
    await pause(askEveryMs);
  }
}
