import { type Failure, type FailureCode, failureOf } from "@platen/core";
import type { PressEnd, PressOutcome } from "./press-message.ts";

const codes: Partial<Record<PressOutcome, FailureCode>> = {
  load_failed: "source_corrupt",
  save_failed: "output_invalid",
  password_wanted: "source_encrypted",
  password_wrong: "wrong_password",
  crashed: "engine_crashed",
  timeout: "conversion_timeout",
  cpu_limit: "resource_limit",
  memory_limit: "resource_limit",
  file_limit: "resource_limit",
  folder_failed: "engine_crashed",
  jail_failed: "engine_crashed",
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
  const words = end.detail === "" ? "" : `; ${end.detail}`;
  return { ...failureOf(code), detail: `${end.outcome}, ${figures}${signal}${words}` };
}

function codeOf({ end, asksForPages, isLocked }: FailedEnd): FailureCode {
  if (end.outcome === "save_failed" && asksForPages) return "pages_out_of_range";
  // LibreOffice does not know this encryption, and fails without having asked for the password.
  if (end.outcome === "load_failed" && isLocked) return "wrong_password";
  return codes[end.outcome] ?? "engine_crashed";
}
