import { constants } from "node:os";
import { AppError, type Failure, type FailureCode, failureOf } from "@platen/core";
import { countOomKills } from "../../memory/oom-kills.ts";
import { withoutFileAddresses } from "../../result/without-file-addresses.ts";
import type { PressEnd, PressOutcome } from "../process/press-message.ts";

const codes: Partial<Record<PressOutcome, FailureCode>> = {
  load_failed: "source_corrupt",
  steps_failed: "output_invalid",
  save_failed: "output_invalid",
  password_wanted: "source_encrypted",
  password_wrong: "wrong_password",
  crashed: "engine_crashed",
  timeout: "conversion_timeout",
  cpu_limit: "resource_limit",
  memory_limit: "resource_limit",
  file_limit: "resource_limit",
  canceled: "canceled",
};

export interface FailedEnd {
  readonly end: PressEnd;
  readonly asksForPages: boolean;
  /** The document is encrypted, and a password came with it. */
  readonly isLocked: boolean;
}

/** The failure that an end without a result means, with the figures of the run for the log. */
export function failureOfEnd(failed: FailedEnd): Failure {
  const { end } = failed;
  const code = codeOf(failed);
  const figures = `${(end.cpuMs / 1000).toFixed(1)} s of processor time, ${(end.wallMs / 1000).toFixed(1)} s`;
  const signal = end.signal === 0 ? "" : `, signal ${end.signal}`;
  const words = end.detail === "" ? "" : `; ${withoutFileAddresses(end.detail)}`;
  return { ...failureOf(code), detail: `${end.outcome}, ${figures}${signal}${words}` };
}

function codeOf({ end, asksForPages, isLocked }: FailedEnd): FailureCode {
  if (end.outcome === "save_failed" && asksForPages) return "pages_out_of_range";
  // A wrong password would have been told as such.
  if (end.outcome === "load_failed" && isLocked) return "encryption_unsupported";
  return codes[end.outcome] ?? "engine_crashed";
}

/** Ends that say nothing of the document: the machine or the press is at fault. */
const engineFaults: readonly PressOutcome[] = ["lost", "folder_failed", "jail_failed"];

export function isEngineFault({ outcome }: PressEnd): boolean {
  return engineFaults.includes(outcome);
}

/** Gives the job back instead of charging the document. */
export function engineFault({ outcome, detail }: PressEnd): AppError {
  const message = `The press could not convert a document, through no fault of it: ${outcome}, ${detail}.`;
  return new AppError("unavailable", "engine_unavailable", message);
}

/** A child that dies by SIGKILL while the kernel ends processes for want of memory took too much of it. */
export async function knownEnd(end: PressEnd, oomKillsBefore: number): Promise<PressEnd> {
  const isKilled = end.outcome === "crashed" && end.signal === constants.signals.SIGKILL;
  const isForMemory = isKilled && (await countOomKills()) > oomKillsBefore;
  return isForMemory
    ? { ...end, outcome: "memory_limit", detail: "ended by the kernel for want of memory" }
    : end;
}
