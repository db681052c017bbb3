import type { ChildProcess } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";

const timeoutMs = 120_000;
const pollEveryMs = 100;

/** Waits until a service that was just started answers. Fails if it ends or does not answer within two minutes. */
export async function waitUntilReady(
  name: string,
  child: ChildProcess,
  ask: () => Promise<boolean>,
): Promise<void> {
  const startedAt = performance.now();
  while (!(await ask().catch(() => false))) {
    const end = child.signalCode ?? child.exitCode;
    if (end !== null) throw new Error(`${name} ended with ${end} while it started; see the log.`);
    if (performance.now() - startedAt > timeoutMs) throw new Error(`${name} does not answer.`);
    await pause(pollEveryMs);
  }
}
