import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { readProcess } from "./read-process.ts";

/**
 * Tells one process from every other that ever was. `scope` is the same only where process ids mean the same: this
 * start of this machine, this container. `birth` differs when an id was given out again; it is 0 where the system
 * does not tell it, as on macOS.
 */
export interface ProcessIdentity {
  /** Eight hexadecimal digits. */
  readonly scope: string;
  readonly pid: number;
  readonly birth: string;
}

export function ownIdentity(): ProcessIdentity {
  const parts = [hostname(), orNone(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8"))];
  parts.push(orNone(() => readlinkSync("/proc/self/ns/pid")));
  const scope = createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 8);
  return { scope, pid: process.pid, birth: readProcess(process.pid)?.birth ?? "0" };
}

/**
 * Only for an identity of the own scope; of others nothing can be known from here. False once the process has ended,
 * whether or not its parent knows. Where the system tells nothing of a process but its id, the id must do.
 */
export function isAlive({ pid, birth }: Pick<ProcessIdentity, "pid" | "birth">): boolean {
  const found = readProcess(pid);
  if (found !== undefined) return found.birth === birth && found.state !== "Z";
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function orNone(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}
