import { html, type TemplateResult } from "lit";
import { arePagesValid, type ConversionOptions, changedOptions } from "../api/conversion-options.ts";
import type { TextKey } from "../texts/en.ts";
import type { Wording } from "../texts/wording.ts";

const titles = {
  pages: "optionPages",
  images: "optionImages",
  pdfa: "optionPdfa",
  tagged: "optionTagged",
  comments: "optionComments",
  hiddenSlides: "optionHiddenSlides",
  password: "optionPassword",
} as const satisfies Record<keyof ConversionOptions, TextKey>;

const images = { original: "imagesOriginal", print: "imagesPrint", screen: "imagesScreen" } as const;
const archives = { "": "PDF", "1b": "PDF/A-1b", "2b": "PDF/A-2b", "3b": "PDF/A-3b" } as const;

/** Rarely needed options, collapsed to one line that names the changed ones. */
export function optionsForm(
  options: ConversionOptions,
  wording: Wording,
  isOpen: boolean,
  onChange: (options: ConversionOptions) => void,
): TemplateResult {
  const set = ({ currentTarget }: Event) => {
    const { name, value, type, checked } = currentTarget as HTMLInputElement;
    onChange({ ...options, [name]: type === "checkbox" ? checked : value });
  };
  const changed = changedOptions(options).map((name) => wording.say(titles[name]));
  const arePagesInvalid = !arePagesValid(options.pages);
  return html`<details class="options" ?open=${isOpen}>
    <summary>${wording.say("options")}<span class="quiet">${changed.join(", ")}</span></summary>
    <div class="fields">
      <label>
        <span>${wording.say("optionPages")}</span>
        <input name="pages" .value=${options.pages} @change=${set} autocomplete="off" inputmode="text"
          aria-describedby="pages-hint" aria-invalid=${arePagesInvalid} />
        <small id="pages-hint" class=${arePagesInvalid ? "problem" : ""}>
          ${wording.say(arePagesInvalid ? "optionPagesWrong" : "optionPagesHint")}
        </small>
      </label>
      <label>
        <span>${wording.say("optionPassword")}</span>
        <input name="password" type="password" .value=${options.password} @change=${set} autocomplete="off"
          aria-describedby="password-hint" />
        <small id="password-hint">${wording.say("optionPasswordHint")}</small>
      </label>
      <label>
        <span>${wording.say("optionImages")}</span>
        <select name="images" @change=${set}>
          ${Object.entries(images).map(([value, text]) => choice(value, wording.say(text), options.images))}
        </select>
      </label>
      <label>
        <span>${wording.say("optionPdfa")}</span>
        <select name="pdfa" @change=${set}>
          ${Object.entries(archives).map(([value, text]) => choice(value, value ? text : wording.say("pdfaNone"), options.pdfa))}
        </select>
      </label>
      <div class="checks">
        ${(["tagged", "comments", "hiddenSlides"] as const).map(
          (name) => html`<label class="check">
            <input type="checkbox" name=${name} .checked=${options[name]} @change=${set} />
            <span>${wording.say(titles[name])}</span>
          </label>`,
        )}
      </div>
    </div>
  </details>`;
}

function choice(value: string, text: string, chosen: string): TemplateResult {
  return html`<option value=${value} ?selected=${value === chosen}>${text}</option>`;
}
