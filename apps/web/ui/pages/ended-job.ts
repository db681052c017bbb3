import { html, type TemplateResult } from "lit";
import { addressOf, resultAddress, thumbnailAddress } from "../addresses.ts";
import type { ApiProblem } from "../api/api-problem.ts";
import type { Job } from "../api/job.ts";
import { adviceOf, downloadTextOf, headlineOf, resultFactsOf } from "../jobs/shown-job.ts";
import { deleteDialog } from "../parts/delete-dialog.ts";
import { documentIcon, downloadIcon } from "../parts/icons.ts";
import { needsPassword, passwordForm } from "../parts/password-form.ts";
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
      ${sheetPicture(isDone ? "done" : "failed", 0, job.links.thumbnail ? thumbnailAddress(job.id) : undefined)}
      <div class="sheet-text">
        <p class="filename">${documentIcon}${job.source.filename}</p>
        <h1 tabindex="-1">${headlineOf(job, wording)}</h1>
        ${isDone ? doneFacts(job, wording) : html`<p>${job.error ? adviceOf(job.error, wording) : ""}</p>`}
        ${problem ? html`<p class="problem">${wording.find("failure", problem.code)} ${adviceOf(problem, wording)}</p>` : ""}
        <div class="actions">${isDone ? doneActions(job, wording) : failedActions(job, ended, actions)}</div>
        <div class="quiet">
          ${wording.say("deletedWhen", { time })}
          ${deleteDialog(wording, wording.say("deleteAsk"), actions.remove)}
        </div>
      </div>
    </article>`;
}

function doneFacts(job: Job, wording: Wording): TemplateResult {
  const { startedAt, finishedAt } = job;
  const facts = resultFactsOf(job, wording);
  if (startedAt && finishedAt) {
    const time = wording.duration(Math.max(1_000, Date.parse(finishedAt) - Date.parse(startedAt)));
    facts.push(wording.say("madeIn", { time }));
  }
  return html`<p class="figures">${facts.join(" · ")}</p>`;
}

function doneActions(job: Job, wording: Wording): TemplateResult {
  return html`<a class="button primary" href=${resultAddress(job.id)} download>
      ${downloadIcon}${downloadTextOf(job, wording)}
    </a>
    <a class="button" href=${addressOf("")}>${wording.say("another")}</a>`;
}

/** The most helpful action comes first; choosing another file is always possible. */
function failedActions(
  { status, error, source }: Job,
  { wording, canSendAgain }: Ended,
  actions: JobActions,
): TemplateResult {
  if (status === "failed" && canSendAgain && needsPassword(error?.code)) {
    return passwordForm(source.filename, wording, actions.retry);
  }
  const again = status === "failed" ? error?.retryable : canSendAgain;
  const text = wording.say(status === "failed" ? "tryAgain" : "convertAgain");
  return html`${again ? html`<button class="primary" @click=${() => actions.retry()}>${text}</button>` : ""}
    <a class="button ${again ? "" : "primary"}" href=${addressOf("")}>${wording.say("another")}</a>`;
}
