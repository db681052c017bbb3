/** What the declarations of a document type may make of a document. */
export interface Declarations {
  /** The characters of the longest text that a reference stands for. */
  readonly longestEntity: number;
  /** The characters that stand in quotation marks elsewhere: an element may get all of them without having them. */
  readonly otherValues: number;
  /** Where the declarations end. */
  readonly end: number;
}

/** References are of three characters at least, and so is an element. */
const shortestReference = 3;

/** How many times its size a document with these declarations may become. */
export function growthBy({ longestEntity, otherValues }: Declarations): number {
  return 1 + (longestEntity + otherValues) / shortestReference;
}

/**
 * Reads the declarations that a document brings itself, once from left to right from behind their bracket. "dangerous":
 * texts that name further ones, which can be multiplied without bound, or lie in other files, or anything that is not
 * known. "unfinished": their end is not seen.
 */
export function readDeclarations(text: string, from: number): Declarations | "dangerous" | "unfinished" {
  let longestEntity = 0;
  let otherValues = 0;
  for (let at = from; ; ) {
    while (isBlank(text.charAt(at))) at += 1;
    if (text[at] === "]") return { longestEntity, otherValues, end: at + 1 };
    if (text.length - at < longestKeyword) return "unfinished";
    const passed = text.startsWith("<!--", at) ? "-->" : text.startsWith("<?", at) ? "?>" : undefined;
    if (passed !== undefined) {
      const end = text.indexOf(passed, at + 2);
      if (end === -1) return "unfinished";
      at = end + passed.length;
      continue;
    }
    const keyword = keywords.find((word) => text.startsWith(word, at));
    if (keyword === undefined) return "dangerous";
    const values = readValues(text, at + keyword.length);
    if (typeof values === "string") return values;
    const isEntity = keyword === "<!ENTITY";
    // `SYSTEM "file"` has a word before its value.
    if (isEntity && !/^\s+[^\s%"']+\s+["']/.test(text.slice(at + keyword.length, at + maxEntityHead)))
      return "dangerous";
    if (isEntity) longestEntity = Math.max(longestEntity, values.letters);
    else otherValues += values.letters;
    at = values.end;
  }
}

const keywords = ["<!ENTITY", "<!ATTLIST", "<!ELEMENT", "<!NOTATION"];
const longestKeyword = 10;
/** A name that is longer is none that a program gives. */
const maxEntityHead = 300;

function readValues(
  text: string,
  from: number,
): { letters: number; end: number } | "dangerous" | "unfinished" {
  let letters = 0;
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === ">") return { letters, end: at + 1 };
    if (letter === "%" || letter === "&" || letter === "<") return "dangerous";
    if (letter !== '"' && letter !== "'") continue;
    const end = text.indexOf(letter, at + 1);
    if (end === -1) return "unfinished";
    // A sign by its number could be what begins a reference.
    if (/[&%]/.test(text.slice(at + 1, end))) return "dangerous";
    letters += end - at - 1;
    at = end;
  }
  return "unfinished";
}

function isBlank(letter: string): boolean {
  return letter === " " || letter === "\t" || letter === "\r" || letter === "\n";
}
