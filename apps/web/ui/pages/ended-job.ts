import { html, type TemplateResult } from "lit";
import { addressOf } from "../addresses.ts";
import type { ApiProblem } from "../api/api-problem.ts";
import type { Job } from "../api/job.ts";
import { adviceOf, headlineOf } from "../jobs/shown-job.ts";
import { deleteDialog } from "../parts/delete-dialog.ts";
import { documentIcon } from "../parts/icons.ts";
import { needsPassword, passwordForm } from "../parts/password-form.ts";
import { sheetPicture } from "../parts/sheet-picture.ts";
import type { Wording } from "../texts/wording.ts";
import { doneJob } from "./done-job.ts";
import type { JobActions } from "./job-actions.ts";

interface Ended {
  readonly wording: Wording;
  /** The failure of the user's last action. */
  readonly problem: ApiProblem | undefined;
  readonly now: number;
  readonly isOneOfMany?: boolean;
}

/** A finished job: the result, or what happened and what to do. */
export function endedJob(job: Job, ended: Ended, actions: JobActions): TemplateResult {
  if (job.status === "succeeded") return doneJob(job, ended, actions);
  const { wording, problem, now } = ended;
  const time = wording.fromNow(Date.parse(job.expiresAt) - now);
  return html`<article class="sheet failed">
      ${sheetPicture("failed", 0)}
      <div class="sheet-text">
        <p class="filename">${documentIcon}${job.source.filename}</p>
        <h1 tabindex="-1">${headlineOf(job, wording)}</h1>
        <p>${job.error ? adviceOf(job.error, wording) : ""}</p>
        ${problem ? html`<p class="problem">${wording.find("failure", problem.code)} ${adviceOf(problem, wording)}</p>` : ""}
        <div class="actions">${failedActions(job, ended, actions)}</div>
        <div class="quiet">
          ${wording.say("deletedWhen", { time })}
          ${deleteDialog(wording, wording.say("deleteAsk"), actions.remove)}
        </div>
      </div>
    </article>`;
}

/** The most helpful action comes first; choosing another file is always possible. */
function failedActions(
  { status, error, source }: Job,
  { wording }: Ended,
  actions: JobActions,
): TemplateResult {
  if (status === "failed" && needsPassword(error?.code)) {
    return passwordForm(source.filename, wording, actions.retry);
  }
  const again = status !== "failed" || error?.retryable;
  const text = wording.say(status === "failed" ? "tryAgain" : "convertAgain");
  return html`${again ? html`<button class="primary" @click=${() => actions.retry()}>${text}</button>` : ""}
    <a class="button ${again ? "" : "primary"}" href=${addressOf("")}>${wording.say("another")}</a>`;
}
