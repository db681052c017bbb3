import { html, type TemplateResult } from "lit";
import type { ApiProblem } from "../api/api-problem.ts";
import type { Job } from "../api/job.ts";
import { adviceOf, downloadTextOf, headlineOf } from "../jobs/shown-job.ts";
import { deleteDialog } from "../parts/delete-dialog.ts";
import { documentIcon, downloadIcon } from "../parts/icons.ts";
import { sheetPicture } from "../parts/sheet-picture.ts";
import type { Wording } from "../texts/wording.ts";
import type { JobActions } from "./job-actions.ts";

interface Ended {
  readonly wording: Wording;
  /** The page still has the file, so the user need not choose it again. */
  readonly canSendAgain: boolean;
  /** The failure of the user's last action. */
  readonly problem: ApiProblem | undefined;
  readonly now: number;
}

/** A finished job: the PDF, or what happened and what to do. */
export function endedJob(job: Job, ended: Ended, actions: JobActions): TemplateResult {
  const { wording, problem, now } = ended;
  const isDone = job.status === "succeeded";
  const time = wording.fromNow(Date.parse(job.expiresAt) - now);
  return html`<article class="sheet ${isDone ? "done" : "failed"}">
      ${sheetPicture(isDone ? "done" : "failed", 0, job.links.thumbnail ?? undefined)}
      <div class="sheet-text">
        <p class="filename">${documentIcon}${job.source.filename}</p>
        <h1 tabindex="-1">${headlineOf(job, wording)}</h1>
        ${isDone ? doneFacts(job, wording) : html`<p>${job.error ? adviceOf(job.error, wording) : ""}</p>`}
        ${problem ? html`<p class="problem">${wording.find("failure", problem.code)} ${adviceOf(problem, wording)}</p>` : ""}
        <p class="actions">${isDone ? doneActions(job, wording) : failedActions(job, ended, actions)}</p>
        <div class="quiet">
          ${wording.say("deletedWhen", { time })}
          ${deleteDialog(wording, actions.remove)}
        </div>
      </div>
    </article>`;
}

/** Its size, and its pages if its kind of file has any. */
export function factsOf({ pages, bytes }: NonNullable<Job["result"]>, wording: Wording): string[] {
  return [...(pages === null ? [] : [wording.count("pages", pages)]), wording.bytes(bytes)];
}

function doneFacts({ result, startedAt, finishedAt }: Job, wording: Wording): TemplateResult {
  if (!result) return html``;
  const facts = factsOf(result, wording);
  if (startedAt && finishedAt) {
    const time = wording.duration(Math.max(1_000, Date.parse(finishedAt) - Date.parse(startedAt)));
    facts.push(wording.say("madeIn", { time }));
  }
  return html`<p class="figures">${facts.join(" · ")}</p>`;
}

function doneActions(job: Job, wording: Wording): TemplateResult {
  return html`<a class="button primary" href=${job.links.result ?? ""} download>
      ${downloadIcon}${downloadTextOf(job, wording)}
    </a>
    <a class="button" href="/">${wording.say("another")}</a>`;
}

const passwordCodes = ["source_encrypted", "wrong_password"];

/** The most helpful action comes first; choosing another file is always possible. */
function failedActions(
  { status, error }: Job,
  { wording, canSendAgain }: Ended,
  actions: JobActions,
): TemplateResult {
  const another = (isPrimary: boolean) =>
    html`<a class="button ${isPrimary ? "primary" : ""}" href="/">${wording.say("another")}</a>`;
  if (status === "failed" && error && passwordCodes.includes(error.code)) {
    const enter = () => actions.sendAgain("#password");
    return html`<button class="primary" @click=${enter}>${wording.say("tryWithPassword")}</button>${another(false)}`;
  }
  if (status === "failed" && error?.retryable) {
    return html`<button class="primary" @click=${actions.retry}>${wording.say("tryAgain")}</button>${another(false)}`;
  }
  if (status !== "failed" && canSendAgain) {
    const again = () => actions.sendAgain("");
    return html`<button class="primary" @click=${again}>${wording.say("convertAgain")}</button>${another(false)}`;
  }
  return another(true);
}
