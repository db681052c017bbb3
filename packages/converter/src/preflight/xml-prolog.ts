import { type Declarations, readDeclarations } from "./document-type.ts";

/**
 * What stands before the root element of an XML document. `harmless`: nothing that declares anything. `entities`:
 * declarations. `unreadable`: no XML, or in an encoding that could hide declarations. `unfinished`: no root yet.
 */
export type XmlProlog = "harmless" | "entities" | "unreadable" | "unfinished";

type IsHarmless = (declarations: Declarations) => boolean;

const blanks = " \t\r\n\0";
/** In these the signs of XML's syntax are the bytes that they are in ASCII, or were decoded before. */
const plainEncoding = /^(utf-?8|utf-?16(le|be)?|(us-)?ascii|iso-8859-\d{1,2}|windows-125\d|cp125\d)$/i;
const nameStart = /[A-Za-z_:\u0080-\uffff]/;

/**
 * Reads the prolog, where alone declarations may stand, strictly and once from left to right. `text` is the beginning
 * of the document, or all of it when `isWhole`: a whole document without a root is nothing that a parser would read.
 * By default no declarations are harmless.
 */
export function readProlog(
  text: string,
  isWhole: boolean,
  isHarmless: (declarations: Declarations) => boolean = () => false,
): XmlProlog {
  let at = 0;
  for (;;) {
    while (at < text.length && blanks.includes(text.charAt(at))) at += 1;
    if (at >= text.length) return isWhole ? "harmless" : "unfinished";
    if (text[at] !== "<") return "unreadable";
    const end = endOfMarkup(text, at, isHarmless);
    if (typeof end === "string") return end;
    if (end === -1) return isWhole ? "harmless" : "unfinished";
    at = end;
  }
}

/** Where a comment, an instruction or a document type ends: -1 when that is not seen. Anything else is the answer. */
function endOfMarkup(text: string, at: number, isHarmless: IsHarmless): number | XmlProlog {
  if (text.startsWith("<!--", at)) return after(text, "-->", at + 4);
  if (text.startsWith("<?", at)) return endOfInstruction(text, at);
  const keyword = text.slice(at, at + 9).toUpperCase();
  if (keyword === "<!DOCTYPE") return endOfDocumentType(text, at, isHarmless);
  if (keyword.startsWith("<!ENTITY")) return "entities";
  // Cut within its first letters, it may become anything.
  if (at + 9 > text.length && (text[at + 1] ?? "!") === "!") return -1;
  return nameStart.test(text.charAt(at + 1)) ? "harmless" : "unreadable";
}

function endOfInstruction(text: string, at: number): number | XmlProlog {
  const end = after(text, "?>", at + 2);
  if (end === -1 || !text.startsWith("<?xml", at)) return end;
  // A declaration has three attributes at most.
  const encoding = /encoding\s{0,9}=\s{0,9}["']([^"']{1,40})["']/.exec(
    text.slice(at, Math.min(end, at + 400)),
  );
  return plainEncoding.test(encoding?.[1] ?? "utf-8") ? end : "unreadable";
}

/** One without declarations of its own only names a file, which LibreOffice does not fetch. */
function endOfDocumentType(text: string, at: number, isHarmless: IsHarmless): number | XmlProlog {
  for (let position = at; position < text.length; position += 1) {
    const letter = text[position];
    if (letter === ">") return position + 1;
    if (letter === "[") {
      const declarations = readDeclarations(text, position + 1);
      if (declarations === "unfinished") return -1;
      if (declarations === "dangerous" || !isHarmless(declarations)) return "entities";
      position = declarations.end - 1;
    }
    if (letter === '"' || letter === "'") {
      position = text.indexOf(letter, position + 1);
      if (position === -1) return -1;
    }
  }
  return -1;
}

function after(text: string, sign: string, from: number): number {
  const found = text.indexOf(sign, from);
  return found === -1 ? -1 : found + sign.length;
}

/** The text of an XML document or its beginning, in UTF-8 or, with or without a mark, UTF-16. */
export function decodeXml(bytes: Uint8Array): string {
  const [first, second, third] = bytes;
  const isLittle = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0 && third !== 0);
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c);
  return new TextDecoder(isLittle ? "utf-16le" : isBig ? "utf-16be" : "utf-8").decode(bytes);
}
