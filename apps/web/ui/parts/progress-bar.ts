import { html, type TemplateResult } from "lit";
import type { Wording } from "../texts/wording.ts";

/** A real progress element with a text; undefined is progress that nobody can tell. */
export function progressBar(percent: number | undefined, label: string, wording: Wording): TemplateResult {
  if (percent === undefined) return html`<progress class="bar" aria-label=${label}></progress>`;
  const text = wording.percent(percent);
  return html`<progress class="bar" max="100" .value=${percent} aria-label=${label} aria-valuetext=${text}>
    ${text}
  </progress>`;
}
