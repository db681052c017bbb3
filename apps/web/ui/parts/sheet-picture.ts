import { html, svg, type TemplateResult } from "lit";
import { doneIcon, failedIcon } from "./icons.ts";

export type SheetState = "empty" | "working" | "done" | "failed";

const slide = svg`<path d="M34 36h74v10H34z" />
  <path d="M34 60h52v5H34zm0 13h60v5H34zm0 13h46v5H34zm0 13h56v5H34zm0 13h40v5H34z" />
  <path d="M116 117V98h12v19zm18 0V82h12v35zm18 0V62h12v55z" />`;

/**
 * A slide that fills with ink from the top as the conversion progresses. Decoration only: everything it shows is also in
 * the text. `percent` moves the roller by an attribute, because the page's policy forbids inline styles.
 */
export function sheetPicture(state: SheetState, percent: number, thumbnail?: string): TemplateResult {
  const inked = state === "done" ? 100 : state === "working" ? percent : 0;
  return html`<div class="sheet-picture ${state}" aria-hidden="true">
    <svg viewBox="12 12 176 136">
      <rect class="slide" x="20" y="20" width="160" height="120" />
      <clipPath id="inked"><rect class="inked" x="20" y="20" width="160" height=${inked * 1.2} /></clipPath>
      <g class="pale">${slide}</g>
      <g class="ink" clip-path="url(#inked)">${slide}</g>
      <rect class="roller" x="14" y="17" width="172" height="6" rx="3" transform="translate(0 ${inked * 1.2})" />
    </svg>
    ${thumbnail ? html`<img src=${thumbnail} alt="" @error=${hide} />` : ""}
    ${state === "done" || state === "failed" ? html`<span class="stamp">${state === "done" ? doneIcon : failedIcon}</span>` : ""}
  </div>`;
}

/** If the thumbnail cannot be loaded, the drawing stays. */
function hide({ target }: Event): void {
  (target as HTMLElement).hidden = true;
}
