import type { ReadText } from "./part-reader.ts";

const tag = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/;
const maxTagBytes = 36;

/** Counts how often each language is named, over as many parts of a presentation as it is given. */
export class NamedLanguages {
  readonly #counts = new Map<string, number>();

  add({ bytes }: ReadText): void {
    const sign = ' lang="';
    for (let at = bytes.indexOf(sign); at !== -1; at = bytes.indexOf(sign, at + sign.length)) {
      const from = at + sign.length;
      const [name = ""] = bytes.toString("latin1", from, from + maxTagBytes).split('"', 1);
      if (tag.test(name)) this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    }
  }

  /** The first of those that are named most; undefined where none is. */
  get most(): string | undefined {
    return [...this.#counts].reduce<[string?, number?]>(
      (most, one) => (one[1] > (most[1] ?? 0) ? one : most),
      [],
    )[0];
  }
}

/** The language of a presentation of OpenDocument: that of what has no style of its own. */
export function defaultLanguage({ bytes }: ReadText): string | undefined {
  const at = bytes.indexOf('<style:default-style style:family="graphic"');
  const style = at === -1 ? "" : bytes.toString("latin1", at, at + 8_000);
  const language = /\sfo:language="([a-z]{2,3})"/.exec(style)?.[1];
  const country = /\sfo:country="([A-Z]{2})"/.exec(style)?.[1];
  return language === undefined || country === undefined ? language : `${language}-${country}`;
}
