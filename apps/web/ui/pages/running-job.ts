import { html, type TemplateResult } from "lit";
import type { Job } from "../api/job.ts";
import { headlineOf, progressOf, progressTextOf } from "../jobs/shown-job.ts";
import { documentIcon } from "../parts/icons.ts";
import { canNotify } from "../parts/notify.ts";
import { sheetPicture } from "../parts/sheet-picture.ts";
import { steps } from "../parts/steps.ts";
import type { Wording } from "../texts/wording.ts";
import type { JobActions } from "./job-actions.ts";

interface Running {
  readonly wording: Wording;
  readonly isInTrouble: boolean;
  readonly notifying: NotificationPermission | undefined;
  /** Time since the last news from the server. */
  readonly quietMs: number;
  readonly now: number;
}

const longQuietMs = 30_000;

/** A job that is queued or processing. Answers the main question: is it stuck? */
export function runningJob(job: Job, shown: Running, actions: JobActions): TemplateResult {
  const { wording, isInTrouble, notifying, quietMs, now } = shown;
  const progress = progressOf(job);
  const elapsedMs = now - Date.parse(job.createdAt);
  const activity = [
    wording.say("elapsed", { time: wording.duration(elapsedMs) }),
    wording.say("lastChange", { time: wording.fromNow(-quietMs) }),
  ];
  return html`<article class="sheet working">
    ${sheetPicture("working", progress.step === 2 ? (progress.percent ?? 4) : 0)}
    <div class="sheet-text">
      <p class="filename">${documentIcon}${job.source.filename}</p>
      <h1 tabindex="-1">${headlineOf(job, wording)}</h1>
      ${steps(progress, wording)}
      <p class="figures">${progressTextOf(job, wording)}</p>
      <p class="quiet figures">${activity.join(" · ")}</p>
      ${quietMs > longQuietMs && !isInTrouble ? html`<p class="note">${wording.say("stillWorking")}</p>` : ""}
      ${isInTrouble ? html`<p class="note trouble">${wording.say("inTrouble")}</p>` : ""}
      <p class="quiet">${wording.say("closeFreely")}</p>
      <p class="actions">
        <button @click=${actions.cancel}>${wording.say("cancel")}</button>
        ${notifyOffer(notifying, wording, actions)}
      </p>
    </div>
  </article>`;
}

function notifyOffer(
  notifying: NotificationPermission | undefined,
  wording: Wording,
  actions: JobActions,
): TemplateResult {
  if (notifying === "granted") return html`<span class="quiet">${wording.say("notifyOn")}</span>`;
  if (notifying === "denied") return html`<span class="quiet">${wording.say("notifyDenied")}</span>`;
  if (!canNotify()) return html``;
  return html`<button class="link" @click=${actions.notify}>${wording.say("notify")}</button>`;
}
