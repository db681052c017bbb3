import { html, nothing, type TemplateResult } from "lit";
import type { Shared } from "../shared.ts";
import type { Wording } from "../texts/wording.ts";

/** A real file input inside its label works with keyboards, phones and screen readers. */
export function chooser(
  shared: Shared,
  wording: Wording,
  label: "chooseFiles" | "chooseMore",
  importance: "primary" | "",
): TemplateResult {
  const take = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    shared.add([...(input.files ?? [])]);
    input.value = ""; // so that the same file can be chosen again
  };
  const accept = shared.formats?.accept.join(",") ?? nothing;
  return html`<label class="choose">
      <input type="file" class="hidden-text" multiple accept=${accept} @change=${take} />
      <span class="button ${importance}">${wording.say(label)}</span>
    </label>
    <label class="choose folder">
      <input type="file" class="hidden-text" webkitdirectory @change=${take} />
      <span class="link">${wording.say("chooseFolder")}</span>
    </label>`;
}
