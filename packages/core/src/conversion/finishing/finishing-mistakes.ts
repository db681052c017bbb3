import { readEmbedsMetadata } from "./embeds-metadata.ts";
import { readMark } from "./mark.ts";
import { backwardRange } from "./page-ranges.ts";
import type { Parsed } from "./parsed.ts";
import { readPdfMetadata } from "./pdf-metadata.ts";
import { readPdfOutline } from "./pdf-outline.ts";

export interface OptionMistake {
  readonly option: string;
  readonly detail: string;
}

type Texts = Readonly<Record<string, unknown>>;

const readers: Readonly<Record<string, (given: string) => Parsed<unknown>>> = {
  metadata: readPdfMetadata,
  outline: readPdfOutline,
  embedsMetadata: readEmbedsMetadata,
  watermark: readMark,
  stamp: readMark,
};

/** Options whose texts hold ranges of pages, and where in the text they are. */
const ranged: Readonly<Record<string, (given: string) => string | undefined>> = {
  pages: (given) => given,
  split: (given) => given,
  rotate: (given) => given.split(":")[1],
  watermark: pagesOfMark,
  stamp: pagesOfMark,
};

/** What the schema cannot say of options whose texts mean more. */
export function finishingMistakes(options: Texts): OptionMistake[] {
  const mistakes: OptionMistake[] = [];
  const add = (option: string, detail: string) => mistakes.push({ option, detail });
  for (const [option, read] of Object.entries(readers)) {
    const given = options[option];
    const parsed = typeof given === "string" ? read(given) : undefined;
    if (parsed?.ok === false) add(option, `${option} ${parsed.problem}`);
  }
  for (const [option, pagesOf] of Object.entries(ranged)) {
    const given = options[option];
    const pages = typeof given === "string" ? pagesOf(given) : undefined;
    const backward = pages === undefined ? undefined : backwardRange(pages);
    if (backward !== undefined) add(option, `The range ${backward} of pages ends before it begins.`);
  }
  return mistakes;
}

function pagesOfMark(given: string): string | undefined {
  const mark = readMark(given);
  return mark.ok ? mark.value.pages : undefined;
}
