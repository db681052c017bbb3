import type { ChildProcess } from "node:child_process";

export interface SpawnOptions {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Receives the standard error of the program. */
  readonly logFile: number;
}

/** Counts the processor time of a tree of processes: those that it spawned and all their descendants. */
export interface CpuAccount {
  /** How it counts; printed with the figures. */
  readonly method: "cgroup v2" | "cgroup v1" | "process tree";
  /** Starts a program with standard input and output piped. It belongs to the account from its first moment. */
  spawn(program: string, args: readonly string[], options: SpawnOptions): ChildProcess;
  /** User and system time of all of them so far, ended ones included. */
  cpuSeconds(): Promise<number>;
  /** The processes that are running now. */
  processIds(): Promise<readonly number[]>;
  /** Kills every process of the account, then removes it. */
  close(): Promise<void>;
}
