import { html, type TemplateResult } from "lit";
import { extensionsOfFamily, type Family, type Formats, families } from "../api/formats.ts";
import type { Wording } from "../texts/wording.ts";

const names = {
  presentation: "familyPresentation",
  text: "familyText",
  sheet: "familySheet",
  drawing: "familyDrawing",
  formula: "familyFormula",
  pdf: "familyPdf",
} as const;

/** The accepted types, the size limit and the retention time, shown before anything is uploaded. */
export function limits(formats: Formats | undefined, wording: Wording): TemplateResult {
  if (formats === undefined) return html`<p class="limits">${wording.say("loading")}…</p>`;
  return html`<div class="limits">
    <dl>
      ${families.map(
        (family) => html`<div>
          <dt>${wording.say(names[family])}</dt>
          <dd>${extensionsOf(family, formats, wording)}</dd>
        </div>`,
      )}
    </dl>
    ${limitsLine(formats, wording)}
  </div>`;
}

/** The size limit and the retention time alone. */
export function limitsLine(formats: Formats | undefined, wording: Wording): TemplateResult {
  if (formats === undefined) return html`<p class="quiet">${wording.say("loading")}…</p>`;
  const size = wording.bytes(formats.maxUploadBytes);
  const time = wording.duration(formats.keepMs, "long");
  return html`<p class="quiet">${wording.say("limitSize", { size })}. ${wording.say("limitKeep", { time })}.</p>`;
}

/** As many as help to find one's own; the rest can be read by whoever points at them. */
const shownExtensions = 6;

function extensionsOf(family: Family, formats: Formats, wording: Wording) {
  const all = extensionsOfFamily(family, formats);
  const first = all.slice(0, shownExtensions).join(" ");
  const rest = all.slice(shownExtensions);
  if (rest.length === 0) return first;
  return html`<span>${first}</span> <abbr title=${rest.join(" ")}>${wording.say("moreFormats", { count: String(rest.length) })}</abbr>`;
}
