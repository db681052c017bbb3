import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/**
 * Tells processes apart for longer than a process id does: `scope` is the same only where process ids mean the same
 * (this start of this machine, this container), and `birth` differs when an id was given out again.
 */
export interface ProcessIdentity {
  readonly scope: string;
  readonly pid: number;
  readonly birth: string;
}

export function ownIdentity(): ProcessIdentity {
  const parts = [hostname(), orNone(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8"))];
  parts.push(orNone(() => readlinkSync("/proc/self/ns/pid")));
  const scope = createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 8);
  return { scope, pid: process.pid, birth: birthOf(process.pid) };
}

/** Only for an identity of the own scope; of others nothing can be known from here. */
export function isAlive({ pid, birth }: Pick<ProcessIdentity, "pid" | "birth">): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  return birthOf(pid) === birth;
}

/** The process's start in ticks since the machine's: field 22 of its stat line, counted after the name, which may hold blanks. */
function birthOf(pid: number): string {
  const stat = orNone(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "0";
}

/** Without /proc, as on macOS, the process id alone must do. */
function orNone(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}
