import { html, type TemplateResult } from "lit";
import type { TextStorage } from "../browser-storage.ts";
import type { Wording } from "../texts/wording.ts";
import { moonIcon, sunIcon } from "./icons.ts";

export type Theme = "light" | "dark";

const storageKey = "platen.theme";

/** The theme that the user chose, or else that of the system. */
export function currentTheme(storage: Pick<TextStorage, "getItem">): Theme {
  const chosen = storage.getItem(storageKey);
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Shows the chosen theme; without a choice the page follows the system. */
export function applyTheme(storage: Pick<TextStorage, "getItem">): void {
  const chosen = storage.getItem(storageKey);
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
}

export function chooseTheme(storage: TextStorage, theme: Theme): void {
  try {
    storage.setItem(storageKey, theme);
  } catch {
    // Full or forbidden: the choice lasts until the page is closed.
  }
  document.documentElement.dataset.theme = theme;
}

export function themeButton(theme: Theme, wording: Wording, onPick: (theme: Theme) => void): TemplateResult {
  const other = theme === "dark" ? "light" : "dark";
  const label = wording.say(other === "dark" ? "toDark" : "toLight");
  return html`<button type="button" class="bare" aria-label=${label} title=${label} @click=${() => onPick(other)}>
    ${other === "dark" ? moonIcon : sunIcon}
  </button>`;
}
