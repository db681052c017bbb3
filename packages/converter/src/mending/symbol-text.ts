import { type StartTag, visitStartTags } from "../preflight/xml-tags.ts";
import { isDrawn, signOf, symbolFontOf, unknownSign } from "./symbol-fonts.ts";
import { edited, type XmlEdit } from "./xml-edits.ts";

/** Words of which a part has one that has text in such a font. */
export const signsOfSymbols = ["ingdings", "ebdings", '"Symbol"', "'Symbol'"];

/** Of slides the font of a text, and not of a bullet, which LibreOffice draws. */
export const signsOfSlideSymbols = ["latin", "sym"].flatMap((element) =>
  ["Wingdings", "Webdings", 'Symbol"'].map((name) => `${element} typeface="${name}`),
);

/**
 * A part of Word whose text in symbol fonts is the signs that these fonts show, instead of the letters that were typed. Takes
 * the part in one pass from left to right; undefined where there is nothing to change.
 */
export function withWordSymbols(xml: string): string | undefined {
  const edits: XmlEdit[] = [];
  let font: Found | undefined;
  let isOpen = false;
  visitStartTags(xml, (tag) => {
    if (tag.name === "p" || tag.name === "r") {
      font = undefined;
      isOpen = tag.name === "r";
    } else if (tag.name === "rPrChange") isOpen = false;
    else if (tag.name === "rFonts" && isOpen)
      font = fontIn(tag, tag.attribute("ascii") ?? tag.attribute("hAnsi"));
    else if (tag.name === "t" && font !== undefined) {
      const found = textBehind(xml, tag);
      const text = found && inSigns(found.letters, font.name);
      if (found === undefined || text === undefined) return;
      edits.push({ at: tag.end, to: found.to, text });
      edits.push(without(xml, font.tag, font.tag.fullName));
    } else if (tag.name === "sym") {
      const place = Number.parseInt(tag.attribute("char") ?? "", 16);
      const name = symbolFontOf(tag.attribute("font"));
      if (name === undefined || Number.isNaN(place) || isDrawn(name, place) || xml[tag.end - 2] !== "/")
        return;
      const sign = signOf(name, String.fromCodePoint(place & 0xffff));
      const element = `${tag.fullName.slice(0, -"sym".length)}t`;
      if (sign !== undefined)
        edits.push({ at: tag.start, to: tag.end, text: `<${element}>${escaped(sign)}</${element}>` });
    }
  });
  return edited(xml, edits);
}

/**
 * The same of slides, where a run may have a symbol font beside its own: that is of what stands where such fonts have their
 * signs, and of the letters that PowerPoint puts for an arrow or a face that was typed.
 */
export function withSlideSymbols(xml: string): string | undefined {
  const edits: XmlEdit[] = [];
  let latin: Found | undefined;
  let beside: Found | undefined;
  visitStartTags(xml, (tag) => {
    if (tag.name === "r" || tag.name === "p" || tag.name === "fld") {
      latin = undefined;
      beside = undefined;
    } else if (tag.name === "latin") latin = fontIn(tag, tag.attribute("typeface"));
    else if (tag.name === "sym") beside = fontIn(tag, tag.attribute("typeface"));
    else if (tag.name === "t") {
      const font = latin ?? beside;
      const found = font && textBehind(xml, tag);
      if (font === undefined || found === undefined) return;
      const text =
        latin === undefined ? inSignsBeside(found.letters, font.name) : inSigns(found.letters, font.name);
      if (text === undefined) return;
      edits.push({ at: tag.end, to: found.to, text });
      for (const one of [latin, beside])
        if (one !== undefined) edits.push(without(xml, one.tag, `${one.tag.fullName} typeface="+mn-lt"`));
    }
  });
  return edited(xml, edits);
}

interface Found {
  readonly name: string;
  readonly tag: StartTag;
}

function fontIn(tag: StartTag, value: string | undefined): Found | undefined {
  const name = symbolFontOf(value);
  return name === undefined ? undefined : { name, tag };
}

/** The letters up to the next tag, and where they end. */
function textBehind(
  xml: string,
  { end }: StartTag,
): { readonly letters: string[]; readonly to: number } | undefined {
  const to = xml.indexOf("<", end);
  if (xml[end - 2] === "/" || to === -1 || to === end) return undefined;
  const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  const letters = xml
    .slice(end, to)
    .replace(/&(?:#x([\da-fA-F]{1,6})|#(\d{1,7})|(\w{1,4}));/g, (entity, hexadecimal, decimal, name) => {
      if (name !== undefined) return named[name] ?? entity;
      const code = Number.parseInt(hexadecimal ?? decimal, hexadecimal === undefined ? 10 : 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
    });
  return { letters: [...letters], to };
}

/** Undefined where a letter is none of such a font: then the text is not shown in it either. */
function inSigns(letters: readonly string[], font: string): string | undefined {
  const signs = letters.map((letter) => (isBlank(letter) ? letter : signOf(font, letter)));
  return signs.includes(undefined) ? undefined : escaped(signs.join(""));
}

/** How many signs of a text that was changed have no equivalent. */
export function countUnknownSigns(before: string, after: string): number {
  return after.split(unknownSign).length - before.split(unknownSign).length;
}

const typed: ReadonlySet<string> = new Set("àßçèóJKL");

function inSignsBeside(letters: readonly string[], font: string): string | undefined {
  const visible = letters.filter((letter) => !isBlank(letter));
  const isTyped = visible.length === 1 && typed.has(visible[0] ?? "") && font === "wingdings";
  if (!isTyped && !visible.some(isInPlace)) return undefined;
  const signs = letters.map((letter) =>
    isTyped || isInPlace(letter) ? (signOf(font, letter) ?? letter) : letter,
  );
  return escaped(signs.join(""));
}

function isInPlace(letter: string): boolean {
  return letter >= "\uf020" && letter <= "\uf0ff";
}

function isBlank(letter: string): boolean {
  return /^[\s\u00a0]$/.test(letter);
}

/** The text is drawn in the font around it, and what that lacks in whatever font has it. */
function without(xml: string, { start, end }: StartTag, named: string): XmlEdit {
  return { at: start, to: end, text: xml[end - 2] === "/" ? "" : `<${named}>` };
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
