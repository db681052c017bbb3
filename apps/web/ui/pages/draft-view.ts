import { html, nothing, type TemplateResult } from "lit";
import { arePagesValid } from "../api/conversion-options.ts";
import { commonTargets } from "../api/formats.ts";
import { usefulOptions } from "../api/option-fields.ts";
import { chooser } from "../parts/chooser.ts";
import type { RowActions } from "../parts/file-row.ts";
import { limitsLine } from "../parts/limits.ts";
import { optionsForm } from "../parts/options-form.ts";
import { targetPicker } from "../parts/target-picker.ts";
import type { Shared } from "../shared.ts";
import type { Wording } from "../texts/wording.ts";
import "../parts/file-list.ts";

/** The chosen files, what they become, and the button that sends them. */
export function draftView(
  shared: Shared,
  wording: Wording,
  focus: (...where: string[]) => void,
): TemplateResult {
  const { draft, formats, options } = shared;
  const ready = draft.files.filter(({ upload }) => upload === "chosen");
  const send = (event: Event) => {
    event.preventDefault();
    if (arePagesValid(String(options.pages ?? ""))) shared.convert();
    else focus("[name=pages]");
  };
  const again = alreadyChosenText(shared, wording);
  const actions: RowActions = {
    leave: (key) => shared.actions.leave(draft, key),
    undo: (key) => shared.actions.undo(draft, key),
    retry: () => undefined,
    choose: (key, format) => draft.change(key, { format, hasOwnChoice: true }),
  };
  const targets = formats
    ? commonTargets(
        ready.map(({ name }) => name),
        formats,
      )
    : [];
  return html`<form class="work" @submit=${send}>
    <section class="sheet files" aria-labelledby="files-title">
      <h1 id="files-title" tabindex="-1">${wording.count("chosenFiles", ready.length)}</h1>
      <file-list .files=${draft.files} .formats=${formats} .wording=${wording} .actions=${actions}></file-list>
      ${again ? html`<p class="note">${again}</p>` : nothing}
      <div class="actions">${chooser(shared, wording, "chooseMore", "")}</div>
      ${limitsLine(formats, wording)}
    </section>
    <aside class="panel">
      ${
        targets.length > 1
          ? html`<div class="field"><span aria-hidden="true">${wording.say("target")}</span>
              ${targetPicker(targets, shared.format, wording.say("target"), (format) => shared.setFormat(format))}</div>`
          : nothing
      }
      ${
        ready.length > 0 && formats
          ? optionsForm({
              options,
              useful: usefulOptions(ready, formats),
              wording,
              onChange: (changed) => shared.setOptions(changed),
            })
          : nothing
      }
      <div class="actions reach">
        ${ready.length > 0 ? html`<button class="primary">${convertText(shared, ready, wording)}</button>` : nothing}
      </div>
    </aside>
  </form>`;
}

/** That what was added last was there already; empty if it was not. */
export function alreadyChosenText({ alreadyChosen }: Shared, wording: Wording): string {
  const [name, ...more] = alreadyChosen;
  if (name === undefined) return "";
  const names = more.length > 0 ? wording.count("nameAndMore", more.length, { name }) : name;
  return wording.say("alreadyChosen", { name: names });
}

function convertText(
  { draft }: Shared,
  ready: readonly { readonly format: string }[],
  wording: Wording,
): string {
  const formats = new Set(
    draft.files.filter(({ upload }) => upload === "chosen").map(({ format }) => format),
  );
  const [only] = formats;
  if (only === undefined || formats.size > 1) return wording.count("convertAll", ready.length);
  return wording.count("convert", ready.length, { format: only.toUpperCase() });
}
