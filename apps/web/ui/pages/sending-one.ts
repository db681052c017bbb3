import { html, type TemplateResult } from "lit";
import { percentOf, type Upload } from "../jobs/uploads.ts";
import { documentIcon } from "../parts/icons.ts";
import { sheetPicture } from "../parts/sheet-picture.ts";
import { steps } from "../parts/steps.ts";
import type { Wording } from "../texts/wording.ts";

/** One upload, with the same layout as the page of its job, which follows. */
export function sendingOne(upload: Upload, wording: Wording, onCancel: () => void): TemplateResult {
  const { file, sentBytes } = upload;
  const percent = percentOf(upload);
  const sizes = { sent: wording.bytes(sentBytes), total: wording.bytes(file.size) };
  return html`<article class="sheet working">
    ${sheetPicture("working", 0)}
    <div class="sheet-text">
      <p class="filename">${documentIcon}${file.name}</p>
      <h1 tabindex="-1">${wording.say("stateUploading")}</h1>
      ${steps({ step: 0, percent }, wording)}
      <p class="quiet figures">${wording.percent(percent)} · ${wording.say("sentOf", sizes)}</p>
      <p class="actions"><button @click=${onCancel}>${wording.say("cancel")}</button></p>
    </div>
  </article>`;
}
