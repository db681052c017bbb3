import { html, nothing, type TemplateResult } from "lit";
import { addressOf, resultAddress } from "../addresses.ts";
import type { ApiProblem } from "../api/api-problem.ts";
import type { Job } from "../api/job.ts";
import { adviceOf, downloadTextOf, headlineOf, resultFactsOf } from "../jobs/shown-job.ts";
import { copyLink } from "../parts/copy-link.ts";
import { deleteDialog } from "../parts/delete-dialog.ts";
import { documentIcon, doneIcon, downloadIcon, openIcon } from "../parts/icons.ts";
import { sheetPicture } from "../parts/sheet-picture.ts";
import { previewOf, viewer } from "../parts/viewer.ts";
import { warningNotes } from "../parts/warning-notes.ts";
import { addressOfSending } from "../route.ts";
import type { Wording } from "../texts/wording.ts";
import type { JobActions } from "./job-actions.ts";

interface Done {
  readonly wording: Wording;
  /** Why the last action failed. */
  readonly problem: ApiProblem | undefined;
  readonly now: number;
  /** Whether a link leads to the other files of its sending. */
  readonly isOneOfMany?: boolean;
}

/** What came out, to look at and to take away. */
export function doneJob(
  job: Job,
  { wording, problem, now, isOneOfMany }: Done,
  actions: JobActions,
): TemplateResult {
  const time = wording.fromNow(Date.parse(job.expiresAt) - now);
  const shown = viewer(job, wording);
  const address = `${resultAddress(job.id)}?inline=true`;
  const canOpen = previewOf(job, true) !== "none";
  return html`<div class="work done">
    <aside class="panel">
      ${isOneOfMany && job.batch ? html`<a class="back" href=${addressOfSending(job.batch)}>${wording.say("toSending")}</a>` : nothing}
      <p class="filename">${documentIcon}${job.source.filename}</p>
      <h1 tabindex="-1"><span class="stamp" aria-hidden="true">${doneIcon}</span>${headlineOf(job, wording)}</h1>
      <p class="figures quiet">${doneFacts(job, wording)}</p>
      ${problem ? html`<p class="problem">${wording.find("failure", problem.code)} ${adviceOf(problem, wording)}</p>` : nothing}
      <div class="actions reach">
        <a class="button primary" href=${resultAddress(job.id)} download>${downloadIcon}${downloadTextOf(job, wording)}</a>
      </div>
      ${warningNotes(job.warnings ?? [], wording)}
      <div class="actions links">
        ${canOpen ? html`<a href=${address} target="_blank" rel="noopener">${openIcon}${wording.say("openInTab")}</a>` : nothing}
        ${copyLink(wording, actions.copied)}
        ${isOneOfMany ? nothing : html`<a href=${addressOf("")}>${wording.say("another")}</a>`}
      </div>
      <div class="quiet">${wording.say("deletedWhen", { time })} ${deleteDialog(wording, wording.say("deleteAsk"), actions.remove)}</div>
    </aside>
    <section class="sheet result" aria-label=${wording.say("preview")}>
      ${shown === nothing ? sheetPicture("done", 0) : shown}
    </section>
  </div>`;
}

function doneFacts(job: Job, wording: Wording): string {
  const { startedAt, finishedAt } = job;
  const facts = resultFactsOf(job, wording);
  if (startedAt && finishedAt) {
    const time = wording.duration(Math.max(1_000, Date.parse(finishedAt) - Date.parse(startedAt)));
    facts.push(wording.say("madeIn", { time }));
  }
  return facts.join(" · ");
}
