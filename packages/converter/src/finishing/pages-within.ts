import { type PageRange, readRanges } from "@platen/core";

/** The part of the ranges that a PDF of so many pages has. */
export function rangesWithin(ranges: readonly PageRange[], pages: number): PageRange[] {
  return ranges
    .filter(({ first }) => first <= pages)
    .map(({ first, last }) => ({ first, last: Math.min(last, pages) }));
}

/** Pages such as 1-3,5- of a PDF of so many pages, each once and in order; all where none are named. */
export function pagesWithin(given: string | undefined, pages: number): number[] {
  const ranges = rangesWithin(readRanges(given ?? "1-"), pages);
  const chosen = new Set(ranges.flatMap(({ first, last }) => numbers(first, last)));
  return [...chosen].sort((one, other) => one - other);
}

export function rangeText(ranges: readonly PageRange[]): string {
  return ranges.map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`)).join(",");
}

function numbers(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
