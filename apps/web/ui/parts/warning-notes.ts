import { html, nothing, type TemplateResult } from "lit";
import type { Warning } from "../api/job.ts";
import type { Wording } from "../texts/wording.ts";
import { noteIcon } from "./icons.ts";

/** What in the result may differ from what the author of the document saw, in words. */
export function warningNotes(
  warnings: readonly Warning[],
  wording: Wording,
): TemplateResult | typeof nothing {
  if (warnings.length === 0) return nothing;
  return html`<section class="notes" aria-label=${wording.say("notesTitle")}>
    <h2>${noteIcon}${wording.say("notesTitle")}</h2>
    <ul>${warnings.map((warning) => html`<li>${warningText(warning, wording)}</li>`)}</ul>
  </section>`;
}

/** The text for its code with what it tells of; for a code that the page does not know, the server's message. */
export function warningText({ code, message, count, values = {} }: Warning, wording: Wording): string {
  const told = { ...values, count: wording.number(count ?? Number(values.count ?? 1)) };
  const exact = Object.keys(values).length > 0 || count !== undefined;
  const text = wording.findCounted("warning", code, count ?? 1, told);
  const general = wording.find("warning", `${code}_some`);
  return (exact ? text : general) ?? text ?? message;
}
