import type { TextStorage } from "../browser-storage.ts";

export const languages = { en: "English", es: "Español" } as const;
export type Language = keyof typeof languages;

const place = "platen.language";

/** What the person picked before, or else the first language of the browser that the page knows, or else English. */
export function preferredLanguage(
  storage: Pick<TextStorage, "getItem">,
  browserLanguages: readonly string[],
): Language {
  for (const wish of [storage.getItem(place) ?? "", ...browserLanguages]) {
    const known = wish.toLowerCase().split("-")[0] ?? "";
    if (isLanguage(known)) return known;
  }
  return "en";
}

export function rememberLanguage(storage: Pick<TextStorage, "setItem">, language: Language): void {
  storage.setItem(place, language);
}

export function isLanguage(value: string): value is Language {
  return Object.hasOwn(languages, value);
}
