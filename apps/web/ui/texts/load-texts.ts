import { en, type Texts } from "./en.ts";
import type { Language } from "./language.ts";

/** Only the language that is read is loaded; English is always there. Fails when the server cannot be reached. */
const loaders: Record<Language, () => Promise<Texts>> = {
  en: async () => en,
  es: async () => (await import("./es.ts")).es,
  de: async () => (await import("./de.ts")).de,
  fr: async () => (await import("./fr.ts")).fr,
  pt: async () => (await import("./pt.ts")).pt,
};

export function loadTexts(language: Language): Promise<Texts> {
  return loaders[language]();
}
