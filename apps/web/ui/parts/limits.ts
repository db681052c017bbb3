import { html, type TemplateResult } from "lit";
import { type Family, type Formats, families } from "../api/formats.ts";
import type { Wording } from "../texts/wording.ts";

const names = { presentation: "familyPresentation", text: "familyText", sheet: "familySheet" } as const;

/** The accepted types, the size limit and the retention time, shown before anything is uploaded. */
export function limits(formats: Formats | undefined, wording: Wording): TemplateResult {
  if (formats === undefined) return html`<p class="limits">${wording.say("loading")}…</p>`;
  const size = wording.bytes(formats.maxUploadBytes);
  const time = wording.duration(formats.keepMs, "long");
  return html`<div class="limits">
    <dl>
      ${families.map(
        (family) => html`<div>
          <dt>${wording.say(names[family])}</dt>
          <dd>${extensionsOf(family, formats)}</dd>
        </div>`,
      )}
    </dl>
    <p>${wording.say("limitSize", { size })}. ${wording.say("limitKeep", { time })}.</p>
  </div>`;
}

function extensionsOf(family: Family, { sources }: Formats): string {
  return sources
    .filter((source) => source.family === family)
    .map(({ extension }) => extension)
    .join(" ");
}
