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

/** The failure that an end without a result means, with the figures of the run for the log. */
export function failureOfEnd(end: PressEnd, asksForPages: boolean): Failure {
  const hasNoSuchPage = end.outcome === "save_failed" && asksForPages;
  const code = hasNoSuchPage ? "pages_out_of_range" : (codes[end.outcome] ?? "engine_crashed");
  const figures = `${(end.cpuMs / 1000).toFixed(1)} s of processor time, ${(end.wallMs / 1000).toFixed(1)} s`;
  const signal = end.signal === 0 ? "" : `, signal ${end.signal}`;
  const words = end.detail === "" ? "" : `; ${end.detail}`;
  return { ...failureOf(code), detail: `${end.outcome}, ${figures}${signal}${words}` };
}
