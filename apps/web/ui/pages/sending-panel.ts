import { html, nothing, type TemplateResult } from "lit";
import { addressOf } from "../addresses.ts";
import { adviceOf } from "../jobs/shown-job.ts";
import { deleteDialog } from "../parts/delete-dialog.ts";
import { downloadIcon } from "../parts/icons.ts";
import { progressBar } from "../parts/progress-bar.ts";
import { showInTab } from "../parts/tab.ts";
import type { SendingFile } from "../sendings/sending-file.ts";
import type { Summary } from "../sendings/summary.ts";
import type { Wording } from "../texts/wording.ts";
import { notifyOffer, type Seen, type WholeSendingActions } from "./seen.ts";

/** A sending as a whole: how far it is, what came out, and what can be done with all of it. */
export function sendingPanel(summary: Summary, seen: Seen, forAll: WholeSendingActions): TemplateResult {
  const { wording, isInTrouble, now, problem } = seen;
  const { isOnlyHere } = summary;
  const isRunning = summary.running > 0;
  const time = summary.expiresAt === undefined ? undefined : wording.fromNow(summary.expiresAt - now);
  return html`<aside class="panel">
    <h1 tabindex="-1">${headlineOfSending(summary, wording)}</h1>
    ${isRunning ? progressBar(summary.percent, wording.say("progressOfAll"), wording) : nothing}
    <p class="figures quiet">${countsOf(summary, wording).join(" · ")}</p>
    ${isInTrouble && !isOnlyHere ? html`<p class="note trouble">${wording.say("inTrouble")}</p>` : nothing}
    ${isRunning && !isOnlyHere ? html`<p class="quiet">${wording.say("closeFreely")}</p>` : nothing}
    ${summary.counts.uploading > 0 ? html`<p class="note">${wording.say("keepOpen")}</p>` : nothing}
    ${problem ? html`<p class="problem">${wording.find("failure", problem.code)} ${adviceOf(problem, wording)}</p>` : nothing}
    <div class="actions reach">
      ${summary.counts.done > 0 ? downloadAll(summary, seen) : nothing}
      ${mergeAll(seen, forAll)}
      ${isRunning ? html`<button @click=${forAll.cancelAll}>${wording.say("cancelAll")}</button>` : nothing}
      ${isRunning ? notifyOffer(seen, forAll) : html`<a class="link" href=${addressOf("")}>${wording.say("another")}</a>`}
    </div>
    ${
      isRunning
        ? nothing
        : html`<div class="quiet">${time === undefined ? nothing : wording.say("deletedWhen", { time })}
          ${deleteDialog(wording, wording.count("deleteAllAsk", summary.total), forAll.removeAll)}</div>`
    }
  </aside>`;
}

export function headlineOfSending({ running, counts, total }: Summary, wording: Wording): string {
  if (running > 0) {
    if (counts.uploading > 0 && counts.done === 0 && counts.converting === 0)
      return wording.say("stateUploading");
    return wording.say("readyOf", { done: wording.number(counts.done), total: wording.number(total) });
  }
  if (counts.done === total) return wording.count("allReady", total);
  if (counts.done > 0)
    return wording.say("someReady", { done: wording.number(counts.done), total: wording.number(total) });
  return wording.say(counts.canceled > 0 ? "stateCanceled" : "noneReady");
}

/** The main thing to do as soon as everything is there; before, it gives what there is. */
function downloadAll({ running }: Summary, { archive, wording }: Seen): TemplateResult {
  return html`<a class="button ${running > 0 ? "" : "primary"}" href=${archive ?? ""} download>
    ${downloadIcon}${wording.say("downloadAll")}
  </a>`;
}

function mergeAll(
  { isMerging, wording }: Seen,
  forAll: WholeSendingActions,
): TemplateResult | typeof nothing {
  if (forAll.mergeAll === undefined) return nothing;
  return html`<button ?disabled=${isMerging} @click=${forAll.mergeAll}>
    ${wording.say(isMerging ? "merging" : "mergeAll")}
  </button>`;
}

/** How many files are in each state that any is in. */
function countsOf({ counts }: Summary, wording: Wording): string[] {
  return (["uploading", "unsent", "waiting", "converting", "done", "failed", "canceled"] as const)
    .filter((state) => counts[state] > 0)
    .map((state) => wording.count(`count_${state}`, counts[state]));
}

/** For the browser tab, which shows only the first few letters. */
export function showSendingInTab(files: readonly SendingFile[], summary: Summary, wording: Wording): void {
  const [first] = files;
  const name = files.length === 1 && first ? first.name : wording.count("files", files.length);
  const { running, counts, percent, total } = summary;
  const sign = running > 0 ? wording.percent(percent) : counts.done === total ? "✓" : "✕";
  const state = running > 0 ? percent : counts.done === total ? "done" : "failed";
  showInTab(`${sign} ${name} · Platen`, state);
}
