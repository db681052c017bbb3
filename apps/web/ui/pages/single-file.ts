import { html, type TemplateResult } from "lit";
import { isEnded } from "../api/job.ts";
import { adviceOf } from "../jobs/shown-job.ts";
import type { RowActions } from "../parts/file-row.ts";
import { documentIcon } from "../parts/icons.ts";
import { sheetPicture } from "../parts/sheet-picture.ts";
import { steps } from "../parts/steps.ts";
import { percentSent, type SendingFile } from "../sendings/sending-file.ts";
import { endedJob } from "./ended-job.ts";
import { runningJob } from "./running-job.ts";
import type { Seen, WholeSendingActions } from "./seen.ts";

/** A sending of one file, which has the page to itself. */
export function singleFile(
  file: SendingFile,
  seen: Seen,
  actions: RowActions & WholeSendingActions,
): TemplateResult {
  const { job, problem, key } = file;
  const { wording } = seen;
  if (job === undefined) return unsent(file, seen, actions);
  const jobActions = {
    cancel: () => actions.leave(key),
    undo: () => actions.undo(key),
    retry: (password?: string) => actions.retry(key, password),
    remove: actions.removeAll,
    notify: actions.notify,
    copied: actions.copied,
  };
  if (isEnded(job)) {
    return endedJob(job, { ...seen, problem }, jobActions);
  }
  if (file.leaving) return undoable(file, wording, jobActions.undo);
  return runningJob(job, { ...seen, problem }, jobActions);
}

function undoable({ name }: SendingFile, wording: Seen["wording"], undo: () => void): TemplateResult {
  return html`<article class="sheet">
    ${sheetPicture("empty", 0)}
    <div class="sheet-text">
      <p class="filename">${documentIcon}${name}</p>
      <h1 tabindex="-1">${wording.say("canceling")}</h1>
      <p class="actions"><button class="primary" @click=${undo}>${wording.say("undo")}</button></p>
    </div>
  </article>`;
}

/** On its way to the server, with the same layout as the page of its job, which follows. */
function unsent(file: SendingFile, { wording }: Seen, actions: RowActions): TemplateResult {
  const { key, name, sentBytes, bytes, problem } = file;
  if (file.leaving) return undoable(file, wording, () => actions.undo(key));
  const percent = percentSent(file);
  const sizes = { sent: wording.bytes(sentBytes), total: wording.bytes(bytes) };
  return html`<article class="sheet ${problem ? "failed" : "working"}">
    ${sheetPicture(problem ? "failed" : "working", 0)}
    <div class="sheet-text">
      <p class="filename">${documentIcon}${name}</p>
      <h1 tabindex="-1">
        ${problem ? (wording.find("failure", problem.code) ?? wording.say("stateFailed")) : wording.say("stateUploading")}
      </h1>
      ${
        problem
          ? html`<p>${adviceOf(problem, wording)}</p>
            <p class="actions"><button class="primary" @click=${() => actions.retry(key)}>${wording.say("tryAgain")}</button></p>`
          : html`${steps({ step: 0, percent }, wording)}
            <p class="quiet figures">${wording.percent(percent)} · ${wording.say("sentOf", sizes)}</p>
            <p class="note">${wording.say("keepOpen")}</p>
            <p class="actions"><button @click=${() => actions.leave(key)}>${wording.say("cancel")}</button></p>`
      }
    </div>
  </article>`;
}
