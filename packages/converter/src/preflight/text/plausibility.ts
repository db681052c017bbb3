/** What letters belong to one writing, as far as neighbours tell. */
type Writing = "latin" | "cyrillic" | "greek" | "hebrew" | "arabic" | "thai" | "east";

const noLetter = -5;

/**
 * How much a text looks as if it were decoded rightly: for each of the `bytes` that are not ASCII, from -5 for what no
 * text has to 2 for usual letters beside others of their writing. It is the mean, so texts of any length compare.
 */
export function plausibilityOf(text: string, bytes: number, usual: ReadonlySet<string>): number {
  let sum = 0;
  let before = "";
  const letters = text[Symbol.iterator]();
  for (let next = letters.next(), letter = next.value; letter !== undefined; ) {
    next = letters.next();
    const after = next.value ?? "";
    if (letter > "\x7f") sum += worth(letter, before, after, usual);
    before = letter;
    letter = next.value;
  }
  return bytes === 0 ? 0 : sum / bytes;
}

const quotes: ReadonlySet<string> = new Set("‘’“”„«»‹›");
const usualMarks: ReadonlySet<string> = new Set("–—…•·©®™§°€£№¿¡\u00a0");

/** At one end of a word, or as an apostrophe within it. */
function isQuoteInPlace(quote: string, before: string, after: string): boolean {
  const isInWord = writingOf(before) !== undefined && writingOf(after) !== undefined;
  const isAtWord = /\S/.test(before) !== /\S/.test(after);
  return quote === "’" ? isInWord || isAtWord : isAtWord;
}

function worth(letter: string, before: string, after: string, usual: ReadonlySet<string>): number {
  const code = letter.codePointAt(0) ?? 0;
  if (code < 0xa0 || code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff)) return noLetter;
  const writing = writingOf(letter);
  if (writing !== undefined) return worthOfLetter(letter, writing, { before, after }, usual.has(letter));
  const neighbours = [writingOf(before), writingOf(after)].filter((one) => one !== undefined);
  if (quotes.has(letter)) return isQuoteInPlace(letter, before, after) ? 1.5 : -1;
  if (isEastMark(code)) return neighbours.includes("east") ? 1 : -0.5;
  if (isFrame(letter)) return neighbours.length > 0 ? -2 : [before, after].some(isFrame) ? 1.2 : 0;
  if (neighbours.length === 2) return -2;
  return usualMarks.has(letter) ? 0.4 : -0.5;
}

function worthOfLetter(
  letter: string,
  writing: Writing,
  { before, after }: { readonly before: string; readonly after: string },
  isUsual: boolean,
): number {
  const neighbours = [before, after].filter((one) => writingOf(one) !== undefined);
  const own = neighbours.filter((one) => writingOf(one) === writing);
  return (
    (isUsual ? usualWorth(letter, writing) : -1) +
    (own.length > 0 ? 1 : 0) -
    2 * (neighbours.length - own.length) -
    // Words seldom have two accents in turn, nor a capital after a small letter.
    (writing === "latin" ? 0.7 * own.filter((one) => one > "\x7f").length : 0) -
    (isUpper(letter) && isLower(before) && own.includes(before) ? 2 : 0) -
    (stands(letter, before, after) ? 0 : 2)
  );
}

/** A sign of the East has two bytes. In Thai, every other letter is a vowel or a tone. */
function usualWorth(letter: string, writing: Writing): number {
  if (writing === "east") return 2;
  return writing === "thai" ? (letter <= "ฮ" ? 0.2 : 1.3) : 0.7;
}

/** Five Hebrew letters only end a word; Thai vowels and tones need the letter that they belong to. */
function stands(letter: string, before: string, after: string): boolean {
  if ("ךםןףץ".includes(letter)) return writingOf(after) !== "hebrew";
  if ("เแโใไ".includes(letter)) return writingOf(after) === "thai";
  if (!isThaiMark(letter)) return true;
  return before >= "ก" && before <= "ฺ" ? before <= "ฮ" || isThaiMark(before) : isThaiMark(before);
}

const isThaiMark = (letter: string) => "ัิีึืฺุู็่้๊๋์ํ๎".includes(letter) && letter !== "";
const isUpper = (letter: string) => letter !== letter.toLowerCase();
const isLower = (letter: string) => letter !== letter.toUpperCase();
const isFrame = (letter: string) => letter >= "\u2500" && letter <= "\u259f";
const isEastMark = (code: number) => (code >= 0x3000 && code <= 0x303f) || (code >= 0xff01 && code <= 0xff60);

/** The first code of each block of letters, the code after its last, and what is written with them. */
const blocks: readonly (readonly [number, number, Writing])[] = [
  [0xc0, 0x250, "latin"],
  [0x370, 0x400, "greek"],
  [0x400, 0x530, "cyrillic"],
  [0x590, 0x600, "hebrew"],
  [0x600, 0x700, "arabic"],
  [0xe00, 0xe80, "thai"],
  [0x3041, 0x3100, "east"],
  [0x3400, 0xa000, "east"],
  [0xac00, 0xd7a4, "east"],
  [0xf900, 0xfb00, "east"],
  [0xff61, 0xffa0, "east"],
  [0x20000, 0x30000, "east"],
];

const writings: readonly (Writing | undefined)[] = [
  undefined,
  ...new Set(blocks.map(([, , writing]) => writing)),
];

/** By code, the place of the writing among all: asked several times for every letter. */
const writingByCode = new Uint8Array(0x30000);
for (const [first, end, writing] of blocks) writingByCode.fill(writings.indexOf(writing), first, end);
for (const [first, end] of [
  [0x41, 0x5b],
  [0x61, 0x7b],
] as const)
  writingByCode.fill(writings.indexOf("latin"), first, end);
writingByCode.fill(0, 0xd7, 0xd8).fill(0, 0xf7, 0xf8); // the signs for times and divided by

function writingOf(letter: string): Writing | undefined {
  return writings[writingByCode[letter.codePointAt(0) ?? 0] ?? 0];
}
