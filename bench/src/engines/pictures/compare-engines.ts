import type { Conversion } from "../measuring/measure-conversions.ts";
import { table } from "../table.ts";
import type { Threshold } from "../thresholds.ts";
import { comparePdfs, type PdfComparison } from "./compare-pdfs.ts";

export interface ComparedDocument extends PdfComparison {
  readonly document: string;
  /** True if soffice itself does not draw the same pages twice, because of a date or a random number. */
  readonly isNondeterministic: boolean;
  /** True if plain LibreOfficeKit makes the same PDF, so the difference is not caused by the press. */
  readonly matchesBaseline: boolean;
}

/** Conversions of the same documents by the engines that are compared. */
export interface Compared {
  readonly press: readonly Conversion[];
  readonly soffice: readonly Conversion[];
  readonly baseline: readonly Conversion[];
}

/**
 * Compares, document by document, the first PDFs of the press and of soffice. If they differ, `again` must convert the
 * document once more with soffice.
 */
export async function compareEngines(
  { press, soffice, baseline }: Compared,
  again: (document: string) => Promise<string>,
): Promise<ComparedDocument[]> {
  const compared: ComparedDocument[] = [];
  for (const document of new Set(press.map((conversion) => conversion.document))) {
    const [ours, theirs, plain] = [press, soffice, baseline].map((conversions) =>
      conversions.find((conversion) => conversion.document === document && conversion.pages !== undefined),
    );
    if (ours === undefined || theirs === undefined) continue;
    const comparison = await comparePdfs(ours.result, theirs.result);
    const isDifferent = !looksAlike(comparison) || !comparison.hasSameText;
    const isNondeterministic =
      isDifferent && !looksAlike(await comparePdfs(theirs.result, await again(document)));
    const matchesBaseline =
      isDifferent && plain !== undefined && looksAlike(await comparePdfs(ours.result, plain.result));
    compared.push({ document, isNondeterministic, matchesBaseline, ...comparison });
  }
  return compared;
}

const minDecibels = 40;
const looksAlike = ({ decibels, pages }: PdfComparison) =>
  pages[0] === pages[1] && Math.min(...decibels) >= minDecibels;

/** Every page must look alike; a missing page does not. Nondeterministic documents are not counted. */
export function pictureThreshold(compared: readonly ComparedDocument[]): Threshold {
  const deterministic = compared.filter(({ isNondeterministic }) => !isNondeterministic);
  return {
    name: `documents with ${minDecibels} dB or more on every page`,
    value: deterministic.filter(looksAlike).length,
    limit: deterministic.length,
    side: "at least",
  };
}

/** A summary line, then a table of the documents that differ. */
export function picturesReport(compared: readonly ComparedDocument[]): string {
  const pages = compared.flatMap(({ decibels }) => decibels);
  const equal = pages.filter((value) => value === Number.POSITIVE_INFINITY).length;
  const alike = pages.filter((value) => value >= minDecibels).length;
  const count = (is: (document: ComparedDocument) => boolean) =>
    `${compared.filter(is).length} of ${compared.length}`;
  const different = compared.filter((document) => !looksAlike(document) || !document.hasSameText);
  const summary = [
    `Press against soffice, pages drawn: ${equal} of ${pages.length} identical to the last pixel`,
    `${alike} with ${minDecibels} dB or more`,
    `documents with the same number of pages: ${count((document) => document.pages[0] === document.pages[1])}`,
    `with the same text: ${count(({ hasSameText }) => hasSameText)}.`,
  ].join("; ");
  const head = ["different documents", "pages", "text", "worst page, dB", "soffice twice", "baseline"];
  return [summary, ...(different.length === 0 ? [] : [table(head, different.map(row))])].join("\n\n");
}

function row({
  document,
  pages,
  hasSameText,
  decibels,
  isNondeterministic,
  matchesBaseline,
}: ComparedDocument): string[] {
  const worst = Math.min(...decibels);
  const page = decibels.indexOf(worst) + 1;
  return [
    document,
    pages.join(" / "),
    hasSameText ? "same" : "differs",
    worst === Number.POSITIVE_INFINITY ? "equal" : `${worst.toFixed(1)} (page ${page})`,
    isNondeterministic ? "differs too" : "",
    matchesBaseline ? "same" : "",
  ];
}
