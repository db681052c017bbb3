import { html, type TemplateResult } from "lit";
import { isLanguage, type Language, languages } from "../texts/language.ts";
import type { Wording } from "../texts/wording.ts";

export function languagePicker(wording: Wording, onPick: (language: Language) => void): TemplateResult {
  const pick = ({ target }: Event) => {
    const { value } = target as HTMLSelectElement;
    if (isLanguage(value)) onPick(value);
  };
  return html`<label class="language">
    <span class="hidden-text">${wording.say("language")}</span>
    <select @change=${pick}>
      ${Object.entries(languages).map(
        ([code, name]) =>
          html`<option value=${code} lang=${code} ?selected=${code === wording.language}>${name}</option>`,
      )}
    </select>
  </label>`;
}
