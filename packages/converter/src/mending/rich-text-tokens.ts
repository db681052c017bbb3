export interface RichTextVisitor {
  /** A group begins or ends; `at` is the place of its brace. */
  open(at: number): void;
  close(at: number): void;
  /** A control word such as `\fldinst` between `at` and `end`, with the blank that ends it. */
  word(name: string, at: number, end: number): void;
  /** Text as it is written; a sign behind a backslash comes alone. */
  text(text: string): void;
}

/** More at once is of no use to who looks for instructions and names. */
const maxTextLetters = 200;

/**
 * Visits what an RTF text is made of, in one pass from left to right: no letter is looked at more than a few times,
 * whatever the text holds. Binary data is passed over.
 */
export function visitRichText(rtf: string, visitor: RichTextVisitor): void {
  const special = /[{}\\]/g;
  for (let at = 0; at < rtf.length; ) {
    special.lastIndex = at;
    const found = special.exec(rtf)?.index ?? rtf.length;
    if (found > at) visitor.text(rtf.slice(at, Math.min(found, at + maxTextLetters)));
    if (found === rtf.length) return;
    at = found + 1;
    if (rtf[found] === "{") visitor.open(found);
    else if (rtf[found] === "}") visitor.close(found);
    else at = passControl(rtf, found, visitor);
  }
}

/** LibreOffice knows no longer ones. */
const controlWord = /\\([a-zA-Z]{1,40})(-?\d{1,12})? ?/y;

function passControl(rtf: string, at: number, visitor: RichTextVisitor): number {
  controlWord.lastIndex = at;
  const found = controlWord.exec(rtf);
  if (found === null) {
    visitor.text(rtf.slice(at + 1, at + 2));
    return at + 2;
  }
  const [whole, name = "", value] = found;
  const end = at + whole.length;
  if (name === "bin") return end + Math.max(0, Number(value ?? 0));
  visitor.word(name, at, end);
  return end;
}
