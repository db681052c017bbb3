import { html, type TemplateResult } from "lit";
import { addressOf } from "../addresses.ts";
import { sheetPicture } from "../parts/sheet-picture.ts";
import type { Wording } from "../texts/wording.ts";

/** `notArrived`: it was begun in this browser, and closed before the server had a file of it. */
export function missingPage(wording: Wording, why: "missing" | "notArrived" = "missing"): TemplateResult {
  return html`<article class="sheet failed">
    ${sheetPicture("failed", 0)}
    <div class="sheet-text">
      <h1 tabindex="-1">${wording.say(`${why}Title`)}</h1>
      <p>${wording.say(`${why}Text`)}</p>
      <p class="actions"><a class="button primary" href=${addressOf("")}>${wording.say("toStart")}</a></p>
    </div>
  </article>`;
}
