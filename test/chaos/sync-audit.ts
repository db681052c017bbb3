import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Installation } from "./installation.ts";

export interface SyncAudit {
  readonly acknowledged: number;
  /** Acknowledged before everything that it depends on was synced to the disk. */
  readonly early: number;
  readonly kinds: string;
  /** Writes and syncs of log, files and folders were all observed. */
  readonly isComplete: boolean;
}

const calls =
  "write,pwrite64,writev,pwritev,fsync,fdatasync,rename,renameat,renameat2,link,linkat,mkdir,mkdirat";

/** Runs a program that writes a line for each acknowledged job, and derives from its system calls what was synced by then. */
export async function auditSyncs(
  command: readonly string[],
  installation: Installation,
  { swapped }: { swapped: boolean },
): Promise<SyncAudit> {
  const path = join(installation.folder, "calls.log");
  const options = ["-f", "-y", "-qq", "-s", "16", "-e", `trace=${calls}`, "-o", path, ...command];
  const env = { PATH: process.env.PATH, ...installation.environment };
  await promisify(execFile)("strace", options, { env, maxBuffer: 1 << 26 });
  const lines = (await readFile(path, "utf8")).split("\n");
  await rm(path);
  return readCalls(swapped ? acknowledgedEarlier(lines) : lines, installation.folder);
}

/** Moves each acknowledgment before the sync that it should have waited for, as in a faulty program. */
function acknowledgedEarlier(lines: readonly string[]): string[] {
  const changed = [...lines];
  let sync = -1;
  for (const [index, line] of lines.entries()) {
    if (/ fsync\(\d+<[^>]*-wal>\)/.test(line)) sync = index;
    if (isAcknowledgment(line) && sync >= 0) {
      changed.splice(index, 1);
      changed.splice(sync, 0, line);
    }
  }
  return changed;
}

const isAcknowledgment = (line: string) => / writev?\(1</.test(line);

/** Follows, call by call, what was changed and is not yet synced to the disk. */
export function readCalls(lines: readonly string[], folder: string): SyncAudit {
  const unsynced = new Set<string>();
  const syncing = new Map<string, string>();
  const kinds = new Set<string>();
  let acknowledged = 0;
  let early = 0;
  const changed = (path: string, kind: string) => {
    if (!path.startsWith(folder)) return;
    unsynced.add(path);
    kinds.add(kind);
  };
  const synced = (path: string) => {
    if (unsynced.delete(path)) kinds.add("sync");
  };
  for (const line of lines) {
    const [, thread = "", call = "", rest = ""] = /^(\d+) +(?:<\.\.\. )?(\w+)(.*)$/.exec(line) ?? [];
    const file = /^\(\d+<([^>]*)>/.exec(rest)?.[1] ?? "";
    const paths = [...rest.matchAll(/"(\/[^"]*)"/g)].map(([, path = ""]) => path);
    if (isAcknowledgment(line)) {
      acknowledged += 1;
      if (unsynced.size > 0) early += 1;
    } else if (call === "fsync" || call === "fdatasync") {
      if (rest.includes("<unfinished")) syncing.set(thread, file);
      else synced(rest.includes("resumed") ? (syncing.get(thread) ?? "") : file);
    } else if (/^p?write/.test(call) && file.endsWith("-wal")) changed(file, "log");
    else if (/^p?write/.test(call) && file.includes("/files/")) changed(file, "file");
    else if (/^(rename|link|mkdir)/.test(call) && !/= -1/.test(rest)) {
      const target = paths.at(-1);
      if (target !== undefined) changed(dirname(target), call.startsWith("mkdir") ? "new folder" : "folder");
      if (call.startsWith("rename") && paths[0] !== undefined && unsynced.delete(paths[0]))
        unsynced.add(target ?? "");
    }
  }
  const isComplete = ["log", "file", "folder", "sync"].every((kind) => kinds.has(kind));
  return { acknowledged, early, kinds: [...kinds].join(", "), isComplete };
}
