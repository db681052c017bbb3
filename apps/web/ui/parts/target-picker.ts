import { html, type TemplateResult } from "lit";

/** A select of what a document can become. */
export function targetPicker(
  targets: readonly string[],
  chosen: string,
  label: string,
  onPick: (format: string) => void,
): TemplateResult {
  const pick = ({ target }: Event) => onPick((target as HTMLSelectElement).value);
  return html`<label class="target">
    <span class="hidden-text">${label}</span>
    <select @change=${pick} .value=${chosen}>
      ${targets.map((name) => html`<option value=${name} ?selected=${name === chosen}>${name.toUpperCase()}</option>`)}
    </select>
  </label>`;
}
