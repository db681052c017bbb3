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
  | "unsent"
  | "uploading"
  | "waiting"
  | "converting"
  | "done"
  | "failed"
  | "canceled";

/** `unsent`: its upload failed. */
export function stateOf({ upload, job, problem }: SendingFile): FileState {
  if (job === undefined) return uploadState(upload, problem !== undefined);
  if (job.status === "queued") return "waiting";
  if (job.status === "processing") return "converting";
  if (job.status === "succeeded") return "done";
  return job.status === "canceled" ? "canceled" : "failed";
}

function uploadState(upload: SendingFile["upload"], hasProblem: boolean): FileState {
  if (upload === "waiting" || upload === "sending") return "uploading";
  if (upload === "refused") return "refused";
  return hasProblem ? "unsent" : "chosen";
}

export function isRunning(file: SendingFile): boolean {
  if (file.job !== undefined) return !isEnded(file.job);
  return file.upload === "waiting" || file.upload === "sending";
}

export function percentSent({ sentBytes, bytes }: Pick<SendingFile, "sentBytes" | "bytes">): number {
  return Math.floor((100 * sentBytes) / Math.max(1, bytes));
}

/** How far its conversion is, as the server tells it; the upload has a bar of its own. */
export function percentDone({ job }: SendingFile): number {
  if (job === undefined) return 0;
  return isEnded(job) ? 100 : job.progress.percent;
}
