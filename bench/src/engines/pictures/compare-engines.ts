import type { Bar } from "../bars.ts";
import type { Conversion } from "../measuring/measure-conversions.ts";
import { table } from "../table.ts";
import { comparePdfs, type PdfComparison } from "./compare-pdfs.ts";

export interface ComparedDocument extends PdfComparison {
  readonly document: string;
  /** Whether the second engine does not come to the same pages twice either: a date, a random number. */
  readonly isChance: boolean;
  /** Whether the PDF is as LibreOfficeKit makes it anyway, without anything of the press. */
  readonly isAsFloor: boolean;
}

/** Conversions of the same documents by those that are compared. */
export interface Compared {
  readonly press: readonly Conversion[];
  readonly soffice: readonly Conversion[];
  readonly floor: readonly Conversion[];
}

/**
 * Compares, document by document, the first PDFs of the press and of soffice. Where they differ, `again` is to give
 * another PDF of soffice's.
 */
export async function compareEngines(
  { press, soffice, floor }: Compared,
  again: (document: string) => Promise<string>,
): Promise<ComparedDocument[]> {
  const compared: ComparedDocument[] = [];
  for (const document of new Set(press.map((conversion) => conversion.document))) {
    const [ours, theirs, plain] = [press, soffice, floor].map((conversions) =>
      conversions.find((conversion) => conversion.document === document && conversion.pages !== undefined),
    );
    if (ours === undefined || theirs === undefined) continue;
    const comparison = await comparePdfs(ours.result, theirs.result);
    const isOdd = !isAlike(comparison) || !comparison.hasSameText;
    const isChance = isOdd && !isAlike(await comparePdfs(theirs.result, await again(document)));
    const isAsFloor = isOdd && plain !== undefined && isAlike(await comparePdfs(ours.result, plain.result));
    compared.push({ document, isChance, isAsFloor, ...comparison });
  }
  return compared;
}

const wantedDecibels = 40;
const isAlike = ({ decibels, pages }: PdfComparison) =>
  pages[0] === pages[1] && Math.min(...decibels) >= wantedDecibels;

/** Every page must look alike, and a page that one of the two lacks does not. Documents of chance count on no side. */
export function pictureBar(compared: readonly ComparedDocument[]): Bar {
  const steady = compared.filter(({ isChance }) => !isChance);
  return {
    name: `documents of which every page has ${wantedDecibels} dB or more`,
    value: steady.filter(isAlike).length,
    limit: steady.length,
    side: "at least",
  };
}

/** What is not the same, document by document, after a line that counts what is. */
export function picturesReport(compared: readonly ComparedDocument[]): string {
  const pages = compared.flatMap(({ decibels }) => decibels);
  const equal = pages.filter((value) => value === Number.POSITIVE_INFINITY).length;
  const alike = pages.filter((value) => value >= wantedDecibels).length;
  const count = (is: (document: ComparedDocument) => boolean) =>
    `${compared.filter(is).length} of ${compared.length}`;
  const different = compared.filter((document) => !isAlike(document) || !document.hasSameText);
  const summary = [
    `Press against soffice, pages drawn: ${equal} of ${pages.length} the same to the last pixel`,
    `${alike} with ${wantedDecibels} dB or more`,
    `documents with as many pages: ${count((document) => document.pages[0] === document.pages[1])}`,
    `with the same text: ${count(({ hasSameText }) => hasSameText)}.`,
  ].join("; ");
  const head = ["not the same", "pages", "text", "worst page, dB", "soffice twice", "floor"];
  return [summary, ...(different.length === 0 ? [] : [table(head, different.map(row))])].join("\n\n");
}

function row({ document, pages, hasSameText, decibels, isChance, isAsFloor }: ComparedDocument): string[] {
  const worst = Math.min(...decibels);
  const page = decibels.indexOf(worst) + 1;
  return [
    document,
    pages.join(" / "),
    hasSameText ? "same" : "differs",
    worst === Number.POSITIVE_INFINITY ? "equal" : `${worst.toFixed(1)} (page ${page})`,
    isChance ? "differs too" : "",
    isAsFloor ? "same" : "",
  ];
}
