interface Numbered {
  /** Without leading zeros, so that the longer one is the greater one; undefined where the name has none. */
  readonly digits: string | undefined;
  readonly place: "beginning" | "end";
  readonly rest: string;
}

/** Names by the number at their beginning or end, those without one last and by their letters. */
export function byNumberThenName(a: string, b: string): number {
  const one = numberIn(a);
  const other = numberIn(b);
  if (one.digits === undefined && other.digits === undefined) return compare(a, b);
  if (one.digits === undefined) return 1;
  if (other.digits === undefined) return -1;
  const byNumber = one.digits.length - other.digits.length || compare(one.digits, other.digits);
  const byRest = compare(one.rest, other.rest);
  if (one.place !== other.place) return byRest || (one.place === "beginning" ? -1 : 1);
  // Chapters are told apart by the number in front; parts of one document belong together.
  return one.place === "beginning" ? byNumber || byRest : byRest || byNumber || compare(a, b);
}

/** The number at the beginning, else the one before the extension or at the very end. */
function numberIn(name: string): Numbered {
  const beginning = digitsFrom(name, 0);
  if (beginning > 0)
    return { digits: plain(name.slice(0, beginning)), place: "beginning", rest: name.slice(beginning) };
  const dot = name.lastIndexOf(".");
  for (const end of dot > 0 && dot < name.length - 1 ? [dot, name.length] : [name.length]) {
    let start = end;
    while (start > 0 && isDigit(name.charCodeAt(start - 1))) start -= 1;
    if (start < end)
      return {
        digits: plain(name.slice(start, end)),
        place: "end",
        rest: name.slice(0, start) + name.slice(end),
      };
  }
  return { digits: undefined, place: "end", rest: name };
}

function digitsFrom(name: string, start: number): number {
  let end = start;
  while (end < name.length && isDigit(name.charCodeAt(end))) end += 1;
  return end;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function plain(digits: string): string {
  return digits.replace(/^0+(?=\d)/, "");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
