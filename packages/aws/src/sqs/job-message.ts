import { createHash } from "node:crypto";

/** Grows when a worker of an earlier release could no longer read what is sent. */
const version = 1;

/** Only the id: the row is the truth, and a message may be days old when it is read. */
export function messageOf(jobId: string): string {
  return JSON.stringify({ version, jobId });
}

/** Undefined for what Platen did not send, or a later release than this one. */
export function jobIdOf(body: string | undefined): string | undefined {
  try {
    const message: unknown = JSON.parse(body ?? "");
    if (typeof message !== "object" || message === null || !("jobId" in message)) return undefined;
    const isOurs = "version" in message && message.version === version;
    return isOurs && typeof message.jobId === "string" ? message.jobId : undefined;
  } catch {
    return undefined; // not JSON, so not ours
  }
}

/** The owner as SQS allows it: messages of one group are one tenant of the fair queue. */
export function groupOf(owner: string): string {
  const isAllowed = /^[A-Za-z0-9!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]{1,128}$/.test(owner);
  return isAllowed ? owner : createHash("sha256").update(owner).digest("hex");
}
