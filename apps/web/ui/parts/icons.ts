import { html, type SVGTemplateResult, svg, type TemplateResult } from "lit";

const icon = (shape: SVGTemplateResult): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`;

export const downloadIcon = icon(svg`<path d="M12 4v11m-5-5 5 5 5-5M5 20h14"/>`);
export const removeIcon = icon(svg`<path d="m6 6 12 12M18 6 6 18"/>`);
export const documentIcon = icon(svg`<path d="M6 3h8l4 4v14H6zM14 3v4h4"/>`);
export const openIcon = icon(svg`<path d="M13 5h6v6m0-6-9 9M10 5H5v14h14v-5"/>`);
export const linkIcon = icon(
  svg`<path d="M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1m2 4a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1"/>`,
);
export const sunIcon = icon(
  svg`<path d="M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2m0 16v2M2 12h2m16 0h2M5 5l1.5 1.5m11 11L19 19M5 19l1.5-1.5m11-11L19 5"/>`,
);
export const moonIcon = icon(svg`<path d="M19 14.5A7.5 7.5 0 0 1 9.5 5a7.5 7.5 0 1 0 9.5 9.5z"/>`);
export const noteIcon = icon(svg`<path d="M12 11v6m0-10v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z"/>`);
export const doneIcon = icon(svg`<path d="m5 13 4.5 4.5L19 7"/>`);
export const failedIcon = icon(svg`<path d="M12 6v8m0 4v.01"/>`);

export const brandMark = html`<svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
  <rect class="plate" x="3" y="5" width="26" height="6" rx="3" />
  <rect class="paper" x="7" y="14" width="18" height="13" rx="2" />
</svg>`;
