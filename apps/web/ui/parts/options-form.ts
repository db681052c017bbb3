import { html, type TemplateResult } from "lit";
import { arePagesValid, type ConversionOptions, withOption } from "../api/conversion-options.ts";
import type { TextKey } from "../texts/en.ts";
import type { Wording } from "../texts/wording.ts";

const titles = {
  pages: "optionPages",
  images: "optionImages",
  pdfa: "optionPdfa",
  tagged: "optionTagged",
  comments: "optionComments",
  hiddenSlides: "optionHiddenSlides",
} as const satisfies Record<string, TextKey>;

const images = { original: "imagesOriginal", print: "imagesPrint", screen: "imagesScreen" } as const;
const archives = { "": "PDF", "1b": "PDF/A-1b", "2b": "PDF/A-2b", "3b": "PDF/A-3b" } as const;

/** Rarely needed options, collapsed to one line that names the changed ones. */
export function optionsForm(
  options: ConversionOptions,
  wording: Wording,
  onChange: (options: ConversionOptions) => void,
): TemplateResult {
  const set = ({ currentTarget }: Event) => {
    const { name, value, type, checked } = currentTarget as HTMLInputElement;
    const normal = type === "checkbox" ? false : name === "images" ? "original" : "";
    onChange(withOption(options, name, type === "checkbox" ? checked : value, normal));
  };
  const changed = Object.entries(titles).flatMap(([name, title]) =>
    name in options ? wording.say(title) : [],
  );
  const { pages = "", images: picture = "original", pdfa = "" } = options;
  const arePagesInvalid = !arePagesValid(String(pages));
  return html`<details class="options">
    <summary>${wording.say("options")}<span class="quiet">${changed.join(", ")}</span></summary>
    <div class="fields">
      <label>
        <span>${wording.say("optionPages")}</span>
        <input name="pages" .value=${pages} @change=${set} autocomplete="off" inputmode="text"
          aria-describedby="pages-hint" aria-invalid=${arePagesInvalid} />
        <small id="pages-hint" class=${arePagesInvalid ? "problem" : ""}>
          ${wording.say(arePagesInvalid ? "optionPagesWrong" : "optionPagesHint")}
        </small>
      </label>
      <label>
        <span>${wording.say("optionImages")}</span>
        <select name="images" @change=${set}>
          ${Object.entries(images).map(([value, text]) => choice(value, wording.say(text), picture))}
        </select>
      </label>
      <label>
        <span>${wording.say("optionPdfa")}</span>
        <select name="pdfa" @change=${set}>
          ${Object.entries(archives).map(([value, text]) => choice(value, value ? text : wording.say("pdfaNone"), pdfa))}
        </select>
      </label>
      <div class="checks">
        ${(["tagged", "comments", "hiddenSlides"] as const).map(
          (name) => html`<label class="check">
            <input type="checkbox" name=${name} .checked=${options[name] === true} @change=${set} />
            <span>${wording.say(titles[name])}</span>
          </label>`,
        )}
      </div>
    </div>
  </details>`;
}

function choice(value: string, text: string, chosen: string | boolean): TemplateResult {
  return html`<option value=${value} ?selected=${value === chosen}>${text}</option>`;
}
