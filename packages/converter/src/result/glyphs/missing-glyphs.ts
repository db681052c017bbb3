import type { PdfObjects } from "../pdf-objects.ts";
import { pdfContents } from "./pdf-contents.ts";
import { type PdfFont, pdfFonts } from "./pdf-fonts.ts";
import { scriptOf } from "./script-of.ts";
import { visitShownCodes } from "./shown-codes.ts";

export interface MissingGlyphs {
  /** Its name in Unicode, or "symbols" for what belongs to none. */
  readonly script: string;
  /** How many characters of it are boxes. */
  readonly count: number;
}

/**
 * The characters of a PDF by LibreOffice that no font had: where LibreOffice finds none, it takes the box that every font
 * has for this case, glyph 0. Only when a font of the PDF contains its box a second time, under a code, the text is read.
 * Ordered by count. Reads a part of the text where there is too much; then there are at least so many.
 */
export function missingGlyphs(objects: PdfObjects): MissingGlyphs[] {
  const fonts = new Map<string, PdfFont>();
  for (const [name, font] of pdfFonts(objects)) if (font.boxes.size > 0) fonts.set(name, font);
  if (fonts.size === 0) return [];
  const counts = new Map<string, number>();
  const characters = new Map<string, string>();
  for (const content of pdfContents(objects)) {
    visitShownCodes(content, (name, code, spokenText) => {
      const text = fonts.get(name)?.boxes.get(code);
      if (text === undefined) return;
      const character = spokenText || text;
      const script = characters.get(character) ?? scriptOf(character);
      characters.set(character, script);
      counts.set(script, (counts.get(script) ?? 0) + 1);
    });
  }
  return [...counts]
    .map(([script, count]) => ({ script, count }))
    .sort((one, other) => other.count - one.count);
}
