import { html, type TemplateResult } from "lit";
import type { Formats } from "../api/formats.ts";
import type { Wording } from "../texts/wording.ts";

/** What is taken, how large, and how long it is kept: said before anything is uploaded. */
export function limits(formats: Formats | undefined, wording: Wording): TemplateResult {
  if (formats === undefined) return html`<p class="limits quiet">${wording.say("loading")}…</p>`;
  return html`<div class="limits">
    <ul>
      <li>${wording.say("limitSize", { size: wording.bytes(formats.maxUploadBytes) })}</li>
      <li>${wording.say("limitKeep", { time: wording.duration(formats.keepMs, "long") })}</li>
    </ul>
    <ul class="kinds" aria-label=${wording.say("accepted")}>
      ${formats.accept.map((extension) => html`<li>${extension.slice(1)}</li>`)}
    </ul>
  </div>`;
}
