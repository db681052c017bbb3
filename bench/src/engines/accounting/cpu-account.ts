import type { ChildProcess } from "node:child_process";

export interface SpawnChoice {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Where what the program says for people goes. */
  readonly logFile: number;
}

/** Counts the processor time of a family of processes: what it spawned and everything that came from that. */
export interface CpuAccount {
  /** How it counts, to be printed beside the figures. */
  readonly way: "cgroup v2" | "cgroup v1" | "process tree";
  /** Starts a program, its standard input and output piped, that belongs to the account from its first moment. */
  spawn(program: string, args: readonly string[], choice: SpawnChoice): ChildProcess;
  /** User and system time of all of them so far, those that have ended included. */
  cpuSeconds(): Promise<number>;
  /** Those that live now. */
  processIds(): Promise<readonly number[]>;
  /** Ends every process of the account, then forgets it. */
  close(): Promise<void>;
}
