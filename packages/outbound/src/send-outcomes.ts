import { isAppError, type SendOutcome } from "@platen/core";

const longestAfterMs = 4 * 3_600_000;

/** What a receiver's status says: 2xx that it has it, 410 that it wants no more of it, anything else to try again. */
export function outcomeOfStatus(
  host: string,
  { status, headers }: { status: number; headers: Readonly<Record<string, unknown>> },
): SendOutcome {
  if (status >= 200 && status < 300) return { sent: true };
  const problem = `${host} answered with status ${status}.`;
  const afterMs = pauseOf(headers["retry-after"]);
  return { sent: false, problem, retry: status !== 410, ...(afterMs !== undefined && { afterMs }) };
}

/** What the client failed with. Anything but a fault of the address is thrown on. */
export function outcomeOfError(error: unknown): SendOutcome {
  if (!isAppError(error) || error.kind !== "request") throw error;
  return { sent: false, problem: error.message, retry: error.code === "address_unreachable" };
}

/** Seconds or a date (RFC 9110, 10.2.3). */
function pauseOf(value: unknown): number | undefined {
  if (typeof value !== "string") return undefined;
  const pauseMs = /^\d{1,9}$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return pauseMs > 0 ? Math.min(pauseMs, longestAfterMs) : undefined;
}
