import { html, type TemplateResult } from "lit";
import { adviceOf } from "../jobs/shown-job.ts";
import { percentOf, type Upload } from "../jobs/uploads.ts";
import type { Wording } from "../texts/wording.ts";
import { documentIcon, removeIcon } from "./icons.ts";
import { progressBar } from "./steps.ts";

export function uploadRow(upload: Upload, wording: Wording, onRemove: () => void): TemplateResult {
  const { file, state, problem, sentBytes } = upload;
  const isSending = state === "sending";
  return html`<li class="row upload ${state}">
    ${documentIcon}
    <div class="row-text">
      <span class="row-name">${file.name}</span>
      <span class="quiet figures">
        ${isSending ? wording.say("sentOf", { sent: wording.bytes(sentBytes), total: wording.bytes(file.size) }) : wording.bytes(file.size)}
        ${state === "waiting" ? ` · ${wording.say("waitingToSend")}` : ""}
      </span>
      ${isSending ? progressBar(percentOf(upload), `${wording.say("stateUploading")}: ${file.name}`, wording) : ""}
      ${
        problem
          ? html`<span class="problem">${wording.find("failure", problem.code)} ${adviceOf(problem, wording)}</span>`
          : ""
      }
    </div>
    <button type="button" class="bare" aria-label=${wording.say("removeFile", { name: file.name })} @click=${onRemove}>
      ${removeIcon}
    </button>
  </li>`;
}
