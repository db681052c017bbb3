import { html, type TemplateResult } from "lit";
import type { Job } from "../api/job.ts";
import { interruptionTextOf } from "../jobs/interruption-text.ts";
import { adviceOf, headlineOf, progressOf, progressTextOf } from "../jobs/shown-job.ts";
import { documentIcon } from "../parts/icons.ts";
import { sheetPicture } from "../parts/sheet-picture.ts";
import { steps } from "../parts/steps.ts";
import type { JobActions } from "./job-actions.ts";
import { notifyOffer, type Seen } from "./seen.ts";

const longQuietMs = 30_000;

/** A job that is queued or processing. Answers the main question: is it stuck? */
export function runningJob(job: Job, shown: Seen, actions: JobActions): TemplateResult {
  const { wording, isInTrouble, problem, quietMs, now } = shown;
  const progress = progressOf(job);
  const elapsedMs = now - Date.parse(job.createdAt);
  const interruption = interruptionTextOf(job, wording, now);
  const isLongQuiet = quietMs > longQuietMs && !isInTrouble && interruption === undefined;
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
      ${interruption === undefined ? "" : html`<p class="note figures">${interruption}</p>`}
      ${isLongQuiet ? html`<p class="note">${wording.say("stillWorking")}</p>` : ""}
      ${isInTrouble ? html`<p class="note trouble">${wording.say("inTrouble")}</p>` : ""}
      ${problem ? html`<p class="problem">${wording.find("failure", problem.code)} ${adviceOf(problem, wording)}</p>` : ""}
      <p class="quiet">${wording.say("closeFreely")}</p>
      <p class="actions">
        <button @click=${actions.cancel}>${wording.say("cancel")}</button>
        ${notifyOffer(shown, actions)}
      </p>
    </div>
  </article>`;
}
