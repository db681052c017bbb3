import { type ChildProcess, spawn } from "node:child_process";
import process from "node:process";
import type { Readable } from "node:stream";

export type ProcessEnd =
  | { readonly kind: "exited"; readonly status: number }
  | { readonly kind: "canceled" }
  | { readonly kind: "timeout" }
  /** It used more processor time, wrote a larger file or said more than it may, or the kernel was out of memory. */
  | { readonly kind: "limit" }
  | { readonly kind: "crashed"; readonly signal: NodeJS.Signals };

export interface WatchedProcess {
  readonly end: ProcessEnd;
  readonly stdout: string;
  readonly stderr: string;
}

interface ProcessChoice {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** A tool answers in files. What it says is short. */
const maxOutputBytes = 1_048_576;
const limitSignals: readonly string[] = ["SIGXCPU", "SIGXFSZ", "SIGKILL"];

/** Runs a program as the head of a process group, and ends the whole group when it takes too long or is not wanted. */
export function watchProcess(
  [program = "", ...args]: readonly string[],
  { cwd, env, timeoutMs, signal }: ProcessChoice,
): Promise<WatchedProcess> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return resolve({ end: { kind: "canceled" }, stdout: "", stderr: "" });
    const child = spawn(program, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    let cause: "canceled" | "timeout" | "limit" | undefined;
    const stop = (why: NonNullable<typeof cause>) => {
      cause ??= why;
      killGroup(child);
    };
    const cancel = () => stop("canceled");
    const timer = setTimeout(() => stop("timeout"), timeoutMs);
    const stdout = gather(child.stdout, () => stop("limit"));
    const stderr = gather(child.stderr, () => stop("limit"));
    signal.addEventListener("abort", cancel);
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", cancel);
    };
    child.once("error", (error) => {
      settle();
      reject(error);
    });
    child.once("close", (status, by) => {
      settle();
      resolve({ end: endOf(cause, status, by), stdout: stdout(), stderr: stderr() });
    });
  });
}

function endOf(
  cause: "canceled" | "timeout" | "limit" | undefined,
  status: number | null,
  signal: NodeJS.Signals | null,
): ProcessEnd {
  if (cause !== undefined) return { kind: cause };
  if (signal === null) return { kind: "exited", status: status ?? 0 };
  return limitSignals.includes(signal) ? { kind: "limit" } : { kind: "crashed", signal };
}

function killGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Keeps what comes, up to a limit. */
function gather(stream: Readable, onExcess: () => void): () => string {
  const pieces: Buffer[] = [];
  let bytes = 0;
  stream.on("data", (piece: Buffer) => {
    bytes += piece.length;
    if (bytes > maxOutputBytes) return onExcess();
    pieces.push(piece);
  });
  return () => Buffer.concat(pieces).toString("utf8");
}
