import { signalToNoise } from "../engines/pictures/signal-to-noise.ts";
import { type DifferingWords, differingWords } from "./differing-words.ts";
import { drawPages, type PdfFacts } from "./pdf-facts.ts";

/** One PDF with what was read in it. */
export interface MadePdf {
  readonly path: string;
  readonly facts: PdfFacts;
}

/** What Platen's PDF has otherwise than soffice's; what is the same is left out. */
export interface Differences {
  readonly pages?: { readonly platen: number; readonly soffice: number };
  readonly words?: readonly DifferingWords[];
  readonly fonts?: { readonly lacking: readonly string[]; readonly extra: readonly string[] };
  readonly pictures?: { readonly page: number; readonly decibels: number };
}

export const areSame = (differences: Differences) => Object.keys(differences).length === 0;

/**
 * Compares Platen's PDF with soffice's. `again` is a second one of soffice's: where the two differ, a difference from
 * Platen's does not count.
 */
export async function compareDocuments(
  platen: MadePdf,
  soffice: MadePdf,
  { again, minDecibels }: { again?: MadePdf | undefined; minDecibels: number },
): Promise<Differences> {
  const pages = { platen: platen.facts.pages.length, soffice: soffice.facts.pages.length };
  const varies = again !== undefined && again.facts.pages.length !== pages.soffice;
  const words = differingWords(platen.facts.pages, soffice.facts.pages, again?.facts.pages);
  const lacking = missing(soffice.facts.fonts, platen.facts.fonts);
  const extra = missing(platen.facts.fonts, soffice.facts.fonts);
  const pictures = await worstPage(platen, soffice, { again, minDecibels });
  return {
    ...(pages.platen !== pages.soffice && !varies && { pages }),
    ...(words.length > 0 && !varies && { words }),
    ...(lacking.length + extra.length > 0 && { fonts: { lacking, extra } }),
    ...(pictures !== undefined && !varies && { pictures }),
  };
}

function missing(names: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...names].filter((name) => !others.has(name)).toSorted();
}

/** The page that looks least alike, if that is less than it should and soffice draws it twice the same. */
async function worstPage(
  platen: MadePdf,
  soffice: MadePdf,
  { again, minDecibels }: { again?: MadePdf | undefined; minDecibels: number },
): Promise<Differences["pictures"]> {
  const [ours, theirs] = [await drawPages(platen.path), await drawPages(soffice.path)];
  const second = again === undefined ? theirs : await drawPages(again.path);
  let worst: Differences["pictures"];
  for (const [index, picture] of theirs.entries()) {
    const own = ours[index];
    const other = second[index];
    if (own === undefined || other === undefined) break;
    const decibels = signalToNoise(own, picture);
    if (decibels >= Math.min(minDecibels, worst?.decibels ?? minDecibels)) continue;
    if (signalToNoise(other, picture) < minDecibels) continue;
    worst = { page: index + 1, decibels: Math.round(decibels * 10) / 10 };
  }
  return worst;
}
