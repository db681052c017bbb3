import type { SourceFormat } from "@platen/core";
import type { CpuAccount } from "../accounting/cpu-account.ts";

export interface Task {
  /** A copy for this conversion only, `source.<format>` in its own folder. */
  readonly source: string;
  readonly format: SourceFormat;
  /** Path of the PDF. */
  readonly result: string;
}

export interface EngineResult {
  /** Why there is no PDF, as the engine reports it. The caller checks whether a PDF is valid. */
  readonly problem?: string;
  /** Processor seconds of Node in the engine, included in those of its account. */
  readonly nodeSeconds?: number;
}

/** A measured way to convert documents. All processes that it starts are in its account. */
export interface Engine {
  readonly name: string;
  readonly account: CpuAccount;
  /** How many documents it can convert at the same time. */
  readonly slots: number;
  /** Starts it, so that the next document is converted warm. */
  start(): Promise<void>;
  /** An engine that crashes on a document starts again by itself. */
  convert(task: Task): Promise<EngineResult>;
  close(): Promise<void>;
}

/** Longer than any engine's own limit. */
export const conversionTimeoutMs = 200_000;
