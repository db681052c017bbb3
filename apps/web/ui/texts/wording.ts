import { en, type TextKey, type Texts } from "./en.ts";
import type { Language } from "./language.ts";
import { textOfCode } from "./text-of-code.ts";

type Counted = TextKey extends infer Key ? (Key extends `${infer Base}_one` ? Base : never) : never;
type Values = Readonly<Record<string, string | number>>;

/** All texts of the page in one language: words, numbers, sizes and times. */
export class Wording {
  readonly language: Language;
  readonly texts: Texts;

  constructor(language: Language, texts: Texts) {
    this.language = language;
    this.texts = texts;
  }

  say(key: TextKey, values: Values = {}): string {
    return this.texts[key].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
  }

  count(key: Counted, count: number, values: Values = {}): string {
    const form = new Intl.PluralRules(this.language).select(count) === "one" ? "one" : "other";
    return this.say(`${key}_${form}`, { ...values, count: this.number(count) });
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.language).format(value);
  }

  /** The text for a code; undefined if there is none. */
  find(kind: "failure" | "advice" | "warning", code: string, values: Values = {}): string | undefined {
    const key = `${kind}_${textOfCode(code)}`;
    return Object.hasOwn(en, key) ? this.say(key as TextKey, values) : undefined;
  }

  /** The text for a code in the form for the count; undefined if there is none. */
  findCounted(kind: "warning", code: string, count: number, values: Values): string | undefined {
    const form = new Intl.PluralRules(this.language).select(count) === "one" ? "one" : "other";
    const key = [`${kind}_${code}_${form}`, `${kind}_${code}`].find((name) => Object.hasOwn(en, name));
    return key && this.say(key as TextKey, values);
  }

  percent(percent: number): string {
    return new Intl.NumberFormat(this.language, { style: "percent" }).format(percent / 100);
  }

  bytes(bytes: number): string {
    if (bytes < 1_000) return this.#measure(bytes, "byte", 0, "long");
    if (bytes < 1_000_000) return this.#measure(bytes / 1_000, "kilobyte", 0);
    const megabytes = bytes / 1_000_000;
    return this.#measure(megabytes, "megabyte", megabytes < 10 ? 1 : 0);
  }

  /** "12 sec", "3 min 5 sec", "1 hr 20 min", "24 hours". */
  duration(ms: number, width: "short" | "long" = "short"): string {
    const seconds = Math.max(0, Math.round(ms / 1_000));
    const parts: [number, string][] =
      seconds < 60
        ? [[seconds, "second"]]
        : seconds < 3_600
          ? [
              [Math.floor(seconds / 60), "minute"],
              [seconds % 60, "second"],
            ]
          : [
              [Math.floor(seconds / 3_600), "hour"],
              [Math.floor((seconds % 3_600) / 60), "minute"],
            ];
    return parts
      .filter(([amount], index) => index === 0 || amount > 0)
      .map(([amount, unit]) => this.#measure(amount, unit, 0, width))
      .join(" ");
  }

  /** "in 23 hours", "5 seconds ago": `ms` is counted from now. */
  fromNow(ms: number): string {
    const relative = new Intl.RelativeTimeFormat(this.language, { numeric: "auto" });
    const seconds = Math.round(ms / 1_000);
    const size = Math.abs(seconds);
    if (size < 60) return relative.format(seconds, "second");
    if (size < 3_600) return relative.format(Math.round(seconds / 60), "minute");
    return relative.format(Math.round(seconds / 3_600), "hour");
  }

  #measure(amount: number, unit: string, digits: number, unitDisplay: "short" | "long" = "short"): string {
    const options = { style: "unit", unit, unitDisplay, maximumFractionDigits: digits } as const;
    return new Intl.NumberFormat(this.language, options).format(amount).replaceAll(" ", "\u00a0");
  }
}
