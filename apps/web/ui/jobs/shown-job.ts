import type { Job } from "../api/job.ts";
import type { Wording } from "../texts/wording.ts";

/** The steps of a job: upload, wait, convert, done. */
export type Step = 0 | 1 | 2 | 3;

export interface ShownProgress {
  readonly step: Step;
  /** Undefined while the progress of the step is unknown. */
  readonly percent: number | undefined;
}

export function progressOf({ status, progress }: Job): ShownProgress {
  if (status === "queued") return { step: 1, percent: undefined };
  if (status === "succeeded") return { step: 3, percent: 100 };
  return { step: 2, percent: progress.percent > 0 ? Math.round(progress.percent) : undefined };
}

const headlines = {
  queued: "stateQueued",
  processing: "stateProcessing",
  succeeded: "stateSucceeded",
  failed: "stateFailed",
  canceled: "stateCanceled",
  expired: "stateExpired",
} as const;

/** The state in a few words. For a failure, what happened. */
export function headlineOf(job: Job, wording: Wording): string {
  const known = job.error && job.status !== "canceled" ? wording.find("failure", job.error.code) : undefined;
  if (known !== undefined) return known;
  const isOther = job.status === "succeeded" && job.format !== "pdf";
  return wording.say(isOther ? "stateSucceededOther" : headlines[job.status]);
}

export function downloadTextOf({ format }: Job, wording: Wording): string {
  return wording.say(format === "pdf" ? "download" : "downloadOther");
}

/** What to do about a failure. For a code that the page does not know, the server's message. */
export function adviceOf(problem: { code: string; message: string }, wording: Wording): string {
  return wording.find("advice", problem.code) ?? problem.message;
}

const phases = {
  starting: "phaseStarting",
  loading: "phaseLoading",
  exporting: "phaseExporting",
  storing: "phaseStoring",
} as const;

/** The progress of a job in words: its position in the queue, or its phase and percentage. */
export function progressTextOf({ status, progress }: Job, wording: Wording): string {
  const { phase, percent, page, pages, queuePosition, etaSeconds } = progress;
  const parts: string[] = [];
  if (status === "queued") {
    if (queuePosition === 1) parts.push(wording.say("queueNext"));
    else if (queuePosition) parts.push(wording.count("queueAhead", queuePosition - 1));
  } else {
    if (percent > 0) parts.push(wording.percent(percent));
    if (phase !== "waiting") parts.push(wording.say(phases[phase]));
    if (page && pages)
      parts.push(wording.say("pageOf", { page: wording.number(page), pages: wording.number(pages) }));
  }
  if (etaSeconds) {
    const time = wording.duration(etaSeconds * 1_000);
    parts.push(wording.say(status === "queued" ? "etaOfTurn" : "eta", { time }));
  }
  return parts.join(" · ");
}

/** For the browser tab, which shows only the first few letters. */
export function tabTitleOf(job: Job, wording: Wording): string {
  const name = job.source.filename;
  if (job.status === "succeeded") return `✓ ${name} · Platen`;
  if (job.status === "queued") return `… ${name} · Platen`;
  if (job.status === "processing") return `${wording.percent(job.progress.percent)} ${name} · Platen`;
  return `✕ ${name} · Platen`;
}

/** What came out: its kind, its pages if it has any, and its size. */
export function resultFactsOf(
  { format, result }: Pick<Job, "format" | "result">,
  wording: Wording,
): string[] {
  if (result === null) return [];
  const pages = result.pages === null ? [] : [wording.count("pages", result.pages)];
  return [format.toUpperCase(), ...pages, wording.bytes(result.bytes)];
}
