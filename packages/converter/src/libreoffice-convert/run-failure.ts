import { type Failure, type FailureCode, failureOf } from "@platen/core";
import type { OfficeLimits } from "../engine.ts";
import { withoutFileAddresses } from "../result/without-file-addresses.ts";
import type { OfficeRun } from "./run-office.ts";

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
/** Processor time is counted in whole seconds, and LibreOffice is ended when the last one has begun. */
const cpuAllowanceSeconds = 1;
/** What is refused at the limit is often much at once, so the use that was reached is well below it. */
const shareOfLimit = 0.6;

/** Says why a run came to no sound PDF, as far as that can be known from outside. */
export function failureOfRun(failed: FailedRun): Failure {
  return { ...failureOf(codeOf(failed)), detail: detailOf(failed) };
}

function codeOf(failed: FailedRun): FailureCode {
  const { run, pdfProblem, isEncrypted, hasPassword, asksForPages } = failed;
  if (isBeyondLimits(failed)) return "resource_limit";
  const isCrash = run.status === undefined || run.signal !== undefined;
  if (isCrash || /application error|fatal exception/i.test(run.output)) return "engine_crashed";
  if (pdfProblem !== undefined) return "output_invalid";
  if (run.isLoaded) return asksForPages ? "pages_out_of_range" : "output_invalid";
  if (isEncrypted) return hasPassword ? "wrong_password" : "source_encrypted";
  // LibreOffice ended in peace and made nothing.
  return /could not be loaded/i.test(run.output) ? "source_corrupt" : "output_invalid";
}

function isBeyondLimits({ run, limits }: FailedRun): boolean {
  if (run.isOomKilled === true) return true;
  if (limitSignals.has(run.signal ?? "") || /bad_alloc/.test(run.output)) return true;
  if (run.signal === "SIGKILL" && run.cpuSeconds >= limits.maxCpuSeconds - cpuAllowanceSeconds) return true;
  // Where memory is refused, LibreOffice fails in every way there is, as if the document were damaged.
  return run.peakMemoryBytes >= limits.maxMemoryBytes * shareOfLimit;
}

function detailOf({ run, pdfProblem }: FailedRun): string {
  const end = run.signal ?? (run.status === undefined ? "ended from outside" : `exit status ${run.status}`);
  const result = pdfProblem === undefined ? "no result" : `result unsound: ${pdfProblem}`;
  const use = `${run.cpuSeconds.toFixed(1)} s of processor time, ${Math.round(run.peakMemoryBytes / 1_048_576)} MiB`;
  return `${end}, ${use}, ${result}; ${endOfOutput(run.output)}`;
}

/** LibreOffice prints addresses of files, which are left out, and names of its functions, but never the content of a document. */
function endOfOutput(output: string): string {
  const lines = output.split("\n").filter((line) => !line.includes("using filter : ") && !isStackLine(line));
  const words = withoutOptions(lines.join(" ")).split(/\s/).filter(Boolean);
  return withoutFileAddresses(words.join(" ")).slice(0, 300);
}

/** Such as `/usr/lib/libc.so.6(+0x3c050)[0x7f2d]`. */
function isStackLine(line: string): boolean {
  const address = line.lastIndexOf(")[0x");
  return address !== -1 && line.endsWith("]") && line.slice(0, address).includes("(");
}

/** The export options, which hold what a person asked for. */
function withoutOptions(text: string): string {
  const start = text.indexOf('{"');
  const end = text.lastIndexOf("}}");
  return start === -1 || end < start ? text : text.slice(0, start) + text.slice(end + 2);
}
