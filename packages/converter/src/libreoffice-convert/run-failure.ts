import { type Failure, type FailureCode, failureOf } from "@platen/core";
import type { OfficeLimits, OfficeRun } from "./run-office.ts";

export interface FailedRun {
  readonly run: OfficeRun;
  readonly limits: OfficeLimits;
  /** What is wrong with the file that LibreOffice left; undefined when it left none. */
  readonly pdfProblem?: string | undefined;
  readonly isEncrypted: boolean;
  readonly hasPassword: boolean;
  readonly asksForPages: boolean;
}

/** Signals by which the system ends a process that goes beyond its limits. */
const limitSignals = new Set(["SIGXCPU", "SIGXFSZ"]);
/** Processor time is counted in whole seconds, and LibreOffice is stopped when the last one has begun. */
const cpuAllowanceSeconds = 1;

/** Says why a run came to no sound PDF, as far as that can be known from outside. */
export function failureOfRun(failed: FailedRun): Failure {
  return { ...failureOf(codeOf(failed)), detail: detailOf(failed) };
}

function codeOf(failed: FailedRun): FailureCode {
  const { run, limits, pdfProblem } = failed;
  const isOutOfCpu = run.signal === "SIGKILL" && run.cpuSeconds >= limits.maxCpuSeconds - cpuAllowanceSeconds;
  if (isOutOfCpu || limitSignals.has(run.signal ?? "") || /bad_alloc|out of memory/i.test(run.words)) {
    return "resource_limit";
  }
  if (run.signal !== undefined || /application error|fatal exception/i.test(run.words))
    return "engine_crashed";
  if (run.status === undefined) return "engine_crashed";
  if (pdfProblem !== undefined) return "output_invalid";
  if (failed.isEncrypted && !run.isLoaded) return failed.hasPassword ? "wrong_password" : "source_encrypted";
  if (failed.asksForPages && run.isLoaded) return "pages_out_of_range";
  return run.isLoaded ? "output_invalid" : "source_corrupt";
}

function detailOf({ run, pdfProblem }: FailedRun): string {
  const end = run.signal ?? (run.status === undefined ? "ended from outside" : `exit status ${run.status}`);
  const result = pdfProblem === undefined ? "no result" : `result unsound: ${pdfProblem}`;
  // LibreOffice's words name paths of the work folder only, never what a document says.
  return `${end}, ${run.cpuSeconds.toFixed(1)} s of processor time, ${result}; ${run.words.slice(-500).trim()}`;
}
