import { html, nothing, type TemplateResult } from "lit";
import { arePagesValid, type ConversionOptions, withOption } from "../api/conversion-options.ts";
import { type OptionField, type OptionGroup, type OptionName, optionGroups } from "../api/option-fields.ts";
import { type Preset, presetOf, presets, withPreset } from "../api/presets.ts";
import type { TextKey } from "../texts/en.ts";
import type { Wording } from "../texts/wording.ts";

interface Shown {
  readonly options: ConversionOptions;
  /** The options that make a difference for the chosen files. */
  readonly useful: ReadonlySet<string>;
  readonly wording: Wording;
  readonly onChange: (options: ConversionOptions) => void;
}

/** A purpose to choose, and below it every option that makes a difference, in groups. */
export function optionsForm(shown: Shown): TemplateResult {
  const { options, useful, wording } = shown;
  const groups = Object.entries(optionGroups) as [OptionGroup, Record<string, OptionField>][];
  const changed = Object.keys(options).filter(
    (name) => useful.has(name) && `option_${name}` in wording.texts,
  );
  const names = changed.map((name) => wording.say(`option_${name as OptionName}`));
  return html`${presetButtons(shown)}
    <details class="options">
      <summary>${wording.say("options")}<span class="quiet">${names.join(", ")}</span></summary>
      ${groups.map(([group, fields]) => {
        const concerned = Object.entries(fields).filter(([name]) => useful.has(name));
        if (concerned.length === 0) return nothing;
        return html`<fieldset>
          <legend>${wording.say(`group${group}`)}</legend>
          ${concerned.map(([name, field]) => fieldOf(name as OptionName, field, shown))}
        </fieldset>`;
      })}
    </details>`;
}

function presetButtons({ options, useful, wording, onChange }: Shown): TemplateResult | typeof nothing {
  const current = presetOf(options);
  const helpful = (Object.keys(presets) as Preset[]).filter(
    (name) => name === "Normal" || Object.keys(presets[name]).some((option) => useful.has(option)),
  );
  if (helpful.length < 2) return nothing;
  return html`<fieldset class="presets">
    <legend>${wording.say("presets")}</legend>
    ${helpful.map(
      (name) => html`<label class="preset">
        <input type="radio" name="preset" class="hidden-text" value=${name} .checked=${name === current}
          @change=${() => onChange(withPreset(options, name))} />
        <span>${wording.say(`preset${name}`)}</span>
      </label>`,
    )}
  </fieldset>`;
}

function fieldOf(
  name: OptionName,
  field: OptionField,
  { options, wording, onChange }: Shown,
): TemplateResult {
  const { kind, normal } = field;
  const value = options[name] ?? normal;
  const set = ({ currentTarget }: Event) => {
    const input = currentTarget as HTMLInputElement;
    onChange(withOption(options, name, kind === "check" ? input.checked : input.value.trim(), normal));
  };
  const title = wording.say(`option_${name}`);
  const isWrong = name === "pages" && !arePagesValid(String(value));
  const hint = html`<small class=${isWrong ? "problem" : ""} id="hint-${name}">
    ${wording.say(isWrong ? "optionPagesWrong" : `hint_${name}`)}
  </small>`;
  if (kind === "check") {
    return html`<label class="check">
      <input type="checkbox" name=${name} .checked=${value === true} aria-describedby="hint-${name}" @change=${set} />
      <span>${title}${hint}</span>
    </label>`;
  }
  const control =
    kind === "choice"
      ? html`<select name=${name} aria-describedby="hint-${name}" @change=${set}>
          ${field.choices.map((each) => html`<option value=${each} ?selected=${each === value}>${choiceText(name, each, wording)}</option>`)}
        </select>`
      : html`<input name=${name} type=${kind === "password" ? "password" : "text"} inputmode=${kind === "number" ? "numeric" : "text"}
          .value=${String(value)} autocomplete="off" aria-describedby="hint-${name}" aria-invalid=${isWrong} @change=${set} />`;
  return html`<label class="field"><span>${title}</span>${control}${hint}</label>`;
}

function choiceText(name: OptionName, value: string, wording: Wording): string {
  const key = `choice_${name}_${value || "none"}`;
  if (key in wording.texts) return wording.say(key as TextKey);
  if (value === "") return wording.say("asDocument");
  if (name === "pdfa") return `PDF/A-${value}`;
  return name === "rotate" ? `${value}°` : value;
}
