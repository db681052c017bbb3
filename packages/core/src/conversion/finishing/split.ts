import { type PageRange, pageRanges, readRanges } from "./page-ranges.ts";

/** How a PDF is taken apart: every so many pages, or by chosen pages. */
export type Split =
  | { readonly kind: "intervals"; readonly pages: number }
  | { readonly kind: "ranges"; readonly ranges: readonly PageRange[] };

export const splitPattern = `^(${pageRanges})$`;

/** `given` has the form of `splitPattern`. A number alone is an interval, and 2-2 the second page. */
export function readSplit(given: string): Split {
  return /^\d+$/.test(given)
    ? { kind: "intervals", pages: Number(given) }
    : { kind: "ranges", ranges: readRanges(given) };
}
