import type { SourceFormat } from "@platen/core";
import type { CpuAccount } from "../accounting/cpu-account.ts";

export interface Task {
  /** A copy for this conversion alone, `source.<format>` in a folder of its own. */
  readonly source: string;
  readonly format: SourceFormat;
  /** Where the PDF is to be. */
  readonly result: string;
}

export interface Attempted {
  /** Why there is no PDF, in the engine's words. Whether a PDF is sound is for others to judge. */
  readonly problem?: string;
  /** Processor seconds of Node's in the engine, part of those in its account. */
  readonly nodeSeconds?: number;
}

/** A way of converting documents that is measured. Everything that it starts is in its account. */
export interface Engine {
  readonly name: string;
  readonly account: CpuAccount;
  /** So many documents it can take at a time. */
  readonly slots: number;
  /** Brings it to where the next document finds it warm. */
  start(): Promise<void>;
  /** An engine that dies of a document starts again by itself. */
  convert(task: Task): Promise<Attempted>;
  close(): Promise<void>;
}

/** Longer than any engine's own limit. */
export const patienceMs = 200_000;
