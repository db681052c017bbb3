import { isAppError } from "@platen/core";
import type { WebContext } from "../web-context.ts";
import type { ReadinessCheck } from "../web-parts.ts";

const patienceMs = 1_500;

/** Everything that must work before the app wants requests. */
export function readinessChecks({ backend, checks = [] }: WebContext): ReadinessCheck[] {
  return [
    { name: "jobStore", check: () => backend.jobs.ping() },
    { name: "jobQueue", check: () => backend.queue.ping() },
    { name: "fileStorage", check: () => backend.files.ping() },
    ...checks,
  ];
}

/** By the names of the checks: `ok`, or the code of what is wrong. */
export async function checkAll(checks: readonly ReadinessCheck[]): Promise<Record<string, string>> {
  return Object.fromEntries(
    await Promise.all(checks.map(async ({ name, check }) => [name, await outcomeOf(check)] as const)),
  );
}

async function outcomeOf(check: () => Promise<void>): Promise<string> {
  const { promise: late, resolve } = Promise.withResolvers<string>();
  const timer = setTimeout(() => resolve("too_slow"), patienceMs);
  try {
    return await Promise.race([check().then(() => "ok"), late]);
  } catch (error) {
    return isAppError(error) ? error.code : "broken";
  } finally {
    clearTimeout(timer);
  }
}
