import type { TextStorage } from "../browser-storage.ts";

export const languages = {
  en: "English",
  es: "Español",
  de: "Deutsch",
  fr: "Français",
  pt: "Português",
} as const;
export type Language = keyof typeof languages;

const storageKey = "platen.language";

/** The language that the user chose before, or the first supported language of the browser, or English. */
export function preferredLanguage(
  storage: Pick<TextStorage, "getItem">,
  browserLanguages: readonly string[],
): Language {
  for (const candidate of [storage.getItem(storageKey) ?? "", ...browserLanguages]) {
    const known = candidate.toLowerCase().split("-")[0] ?? "";
    if (isLanguage(known)) return known;
  }
  return "en";
}

export function rememberLanguage(storage: Pick<TextStorage, "setItem">, language: Language): void {
  storage.setItem(storageKey, language);
}

export function isLanguage(value: string): value is Language {
  return Object.hasOwn(languages, value);
}
