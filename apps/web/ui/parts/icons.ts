import { html, type SVGTemplateResult, svg, type TemplateResult } from "lit";

const icon = (shape: SVGTemplateResult): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`;

export const downloadIcon = icon(svg`<path d="M12 4v11m-5-5 5 5 5-5M5 20h14"/>`);
export const removeIcon = icon(svg`<path d="m6 6 12 12M18 6 6 18"/>`);
export const documentIcon = icon(svg`<path d="M6 3h8l4 4v14H6zM14 3v4h4"/>`);
export const doneIcon = icon(svg`<path d="m5 13 4.5 4.5L19 7"/>`);
export const failedIcon = icon(svg`<path d="M12 6v8m0 4v.01"/>`);

export const brandMark = html`<svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
  <rect class="plate" x="3" y="5" width="26" height="6" rx="3" />
  <rect class="paper" x="7" y="14" width="18" height="13" rx="2" />
</svg>`;
