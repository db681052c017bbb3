/** Ranges of pages such as 1-3,5,8-, as the text of a pattern without its ends. */
const page = "[1-9][0-9]{0,5}";
export const pageRanges = `${page}(-(${page})?)?(,${page}(-(${page})?)?)*`;

export interface PageRange {
  readonly first: number;
  /** Infinity where it is open at the end. */
  readonly last: number;
}

/** `given` has the form of `pageRanges`. */
export function readRanges(given: string): PageRange[] {
  return given.split(",").map((range) => {
    const [first = "", last] = range.split("-");
    if (last === undefined) return { first: Number(first), last: Number(first) };
    return { first: Number(first), last: last === "" ? Number.POSITIVE_INFINITY : Number(last) };
  });
}

/** The first range that ends before it begins; `given` has the form of `pageRanges`. */
export function backwardRange(given: string): string | undefined {
  const index = readRanges(given).findIndex(({ first, last }) => last < first);
  return index < 0 ? undefined : given.split(",")[index];
}
