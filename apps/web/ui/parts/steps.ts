import { html, nothing, type TemplateResult } from "lit";
import type { ShownProgress } from "../jobs/shown-job.ts";
import type { Wording } from "../texts/wording.ts";
import { progressBar } from "./progress-bar.ts";

const names = ["stepUpload", "stepWait", "stepConvert", "stepDone"] as const;

/** A progress bar of named steps. The current step is a real progress element; the others are only drawn. */
export function steps({ step, percent }: ShownProgress, wording: Wording): TemplateResult {
  return html`<ol class="steps">
    ${names.map((name, index) => {
      const isNow = index === step;
      return html`<li class=${index < step ? "past" : isNow ? "now" : "ahead"} aria-current=${isNow ? "step" : nothing}>
        <span>${wording.say(name)}</span>
        ${isNow ? progressBar(percent, wording.say(name), wording) : html`<span class="bar"></span>`}
      </li>`;
    })}
  </ol>`;
}
