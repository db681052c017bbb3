import { html, type TemplateResult } from "lit";
import { addressOf } from "../addresses.ts";
import { sheetPicture } from "../parts/sheet-picture.ts";
import type { Wording } from "../texts/wording.ts";

export function missingPage(wording: Wording): TemplateResult {
  return html`<article class="sheet failed">
    ${sheetPicture("failed", 0)}
    <div class="sheet-text">
      <h1 tabindex="-1">${wording.say("missingTitle")}</h1>
      <p>${wording.say("missingText")}</p>
      <p class="actions"><a class="button primary" href=${addressOf("")}>${wording.say("toStart")}</a></p>
    </div>
  </article>`;
}
