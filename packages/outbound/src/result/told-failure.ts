import type { Job } from "@platen/core";

/** Another time, or on another machine, the same document may go better. */
const later = [
  "conversion_timeout",
  "unavailable",
  "worker_lost",
  "expired",
  "canceled",
  "engine_unavailable",
];
/** LibreOffice is to blame. */
const broken = ["engine_crashed", "output_invalid"];

/** Why there is no result, with the status that Gotenberg has for such a failure. */
export function toldFailure({ error }: Pick<Job, "error">): { status: number; message: string } {
  const { code = "", message = "The conversion failed." } = error ?? {};
  const status = later.includes(code) ? 503 : broken.includes(code) ? 500 : 400;
  return { status, message };
}
