import type { ConversionOptions } from "@platen/core";

export type OptionName = keyof ConversionOptions;

/** What the text of a field means; `problem` ends the sentence "must be …". */
export type FieldValue =
  | { readonly ok: true; readonly value: string | number | boolean }
  | { readonly ok: false; readonly problem: string };

/** A field of Gotenberg's form that is one of our options. */
export interface OptionField {
  readonly name: string;
  readonly option: OptionName;
  readonly read: (text: string) => FieldValue;
  /** What it is when the form says nothing; absent: the default of our own option, which is the same. */
  readonly otherwise?: string | number | boolean;
}

const truths = new Map<string, boolean>([
  ...["1", "t", "T", "TRUE", "true", "True"].map((word) => [word, true] as const),
  ...["0", "f", "F", "FALSE", "false", "False"].map((word) => [word, false] as const),
]);

/** As Go's ParseBool takes it. */
export function readFlag(text: string): FieldValue {
  const value = truths.get(text);
  return value === undefined ? { ok: false, problem: "true or false" } : { ok: true, value };
}

/** As Go's Atoi takes it. */
export function readWhole(text: string, isAllowed: (value: number) => boolean, allowed: string): FieldValue {
  const value = /^[+-]?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  return isAllowed(value) ? { ok: true, value } : { ok: false, problem: allowed };
}

export function flag(name: string, option: OptionName, otherwise?: boolean): OptionField {
  return { name, option, read: readFlag, ...(otherwise !== undefined && { otherwise }) };
}

/** A whole number from `least` on. What is more than `most`, which our own option allows, becomes that. */
export function whole(name: string, option: OptionName, least: number, most: number): OptionField {
  const read = (text: string) => {
    const found = readWhole(text, (value) => value >= least, `a whole number of ${least} or more`);
    return found.ok ? { ok: true as const, value: Math.min(Number(found.value), most) } : found;
  };
  return { name, option, read };
}

/** A number that stands for a word of ours: 0 for the first one. */
export function numbered(name: string, option: OptionName, words: readonly string[]): OptionField {
  const read = (text: string) => {
    const allowed = `a number from 0 to ${words.length - 1}`;
    const found = readWhole(text, (value) => words[value] !== undefined, allowed);
    const word = found.ok ? words[Number(found.value)] : undefined;
    return word === undefined ? { ok: false as const, problem: allowed } : { ok: true as const, value: word };
  };
  return { name, option, read };
}

export function text(name: string, option: OptionName): OptionField {
  return { name, option, read: (value) => ({ ok: true, value }) };
}
