import type { ApiProblem } from "../api/api-problem.ts";
import type { ConversionOptions } from "../api/conversion-options.ts";
import { isEnded, type Job } from "../api/job.ts";

/** One file of a sending, from being chosen to its result. Never changed, only replaced. */
export interface SendingFile {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  /** The file itself, as long as this page has it. */
  readonly file?: File | undefined;
  /** What it is to become, such as `pdf`. */
  readonly format: string;
  readonly options: ConversionOptions;
  /** Whether target and options were chosen for this file, and not for all. */
  readonly hasOwnChoice?: boolean;
  /** `refused`: the server would not accept it. `waiting`: others are uploaded first. `sent`: there is a job. */
  readonly upload: "chosen" | "refused" | "waiting" | "sending" | "sent";
  readonly sentBytes: number;
  readonly job?: Job | undefined;
  /** Why the upload or the last action failed. */
  readonly problem?: ApiProblem | undefined;
  /** What was asked for and can still be undone. */
  readonly leaving?: "cancel" | "remove" | undefined;
}

export type FileState =
  | "chosen"
  | "refused"
  | "uploading"
  | "waiting"
  | "converting"
  | "done"
  | "failed"
  | "canceled";

export function stateOf({ upload, job }: SendingFile): FileState {
  if (job === undefined)
    return upload === "waiting" || upload === "sending" ? "uploading" : uploadState(upload);
  if (job.status === "queued") return "waiting";
  if (job.status === "processing") return "converting";
  if (job.status === "succeeded") return "done";
  return job.status === "canceled" ? "canceled" : "failed";
}

function uploadState(upload: SendingFile["upload"]): "chosen" | "refused" {
  return upload === "refused" ? "refused" : "chosen";
}

export function isRunning(file: SendingFile): boolean {
  if (file.job !== undefined) return !isEnded(file.job);
  return file.upload === "waiting" || file.upload === "sending";
}

export function percentSent({ sentBytes, bytes }: Pick<SendingFile, "sentBytes" | "bytes">): number {
  return Math.floor((100 * sentBytes) / Math.max(1, bytes));
}

/** How much of the whole way a file has gone: the upload is its first third. */
export function percentDone(file: SendingFile): number {
  if (file.job === undefined) return percentSent(file) / 3;
  if (isEnded(file.job)) return 100;
  return 33 + (67 * file.job.progress.percent) / 100;
}
