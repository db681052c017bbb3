import type {
  ConversionContext,
  ConversionRequest,
  ConverterDescription,
  Failure,
  Warning,
} from "@platen/core";
import type { Inspection } from "./inspection/inspection.ts";
import type { EngineOutput } from "./options/engine-output.ts";
import type { SourceFacts } from "./preflight/inspect-source.ts";
import type { Step } from "./steps/step.ts";

/** What one run of LibreOffice may use. */
export interface OfficeLimits {
  readonly maxMemoryBytes: number;
  readonly maxCpuSeconds: number;
  readonly maxResultBytes: number;
}

/** A document that was inspected, for one run of an engine. */
export interface EngineTask {
  readonly request: ConversionRequest;
  readonly facts: SourceFacts;
  readonly output: EngineOutput;
  /** What is done to the document between loading and saving, in this order. */
  readonly steps: readonly Step[];
  readonly inspection: Inspection;
  readonly signal: AbortSignal;
  readonly onProgress: NonNullable<ConversionContext["onProgress"]>;
  /** From 0 up; no other run of this engine has the same. */
  readonly slot: number;
  /** Nobody else gets the slot before this is over, though the run has ended. */
  readonly keepSlotFor: (rest: Promise<void>) => void;
}

/** What LibreOffice saved, sound or not, or why there is nothing. */
export type EngineResult =
  | {
      readonly ok: true;
      /** The file that was asked for; where the output is several, all files of it in no order, of the names that the filter chose. */
      readonly paths: readonly [string, ...string[]];
      /** What a PDF of so many pages lacks of the document. */
      readonly warnings: (pages: number) => readonly Warning[];
      /** What it means that the file is not sound. */
      readonly failureOf: (problem: string) => Failure | Promise<Failure>;
    }
  | {
      readonly ok: false;
      readonly failure: Failure;
      /** LibreOffice did not open the document, and no crash or limit was the cause: another engine may. */
      readonly mayOpenElsewhere?: boolean;
    };

/** LibreOffice, run in one way or another. What comes before and after a run is in `DocumentConverter`. */
export interface Engine {
  /** With its version, as `press/7.4.7.2`. */
  readonly label: string;
  /**
   * Ends soon after `signal` is aborted; its result does not matter then. Throws `unavailable` /
   * `engine_unavailable` for what is no fault of the document.
   */
  run(task: EngineTask): Promise<EngineResult>;
  describe(): ConverterDescription;
  /** Fails when the engine cannot run now. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
