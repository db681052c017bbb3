import type { ConversionOptions, Warning } from "@platen/core";
import { keepsWidths } from "../../libreoffice/font-rules.ts";
import type { PressEnd } from "../process/press-message.ts";

/** Its template for web pages names these for Asian and for complex scripts. */
const ofWebPages = ["HG Mincho Light J", "Liberation Sans Unicode MS"];

/** LibreOffice asks for these by itself, whatever the document says. */
const ownNames = new Set(["StarSymbol", "OpenSymbol", "inherit", ...ofWebPages]);
const mostFonts = 20;

/** A list of fonts says itself that another will do. LibreOffice asks for its own, a different one in each locale. */
const isOwn = (asked: string) => ownNames.has(asked) || asked.includes(";");

/** What in the PDF differs from what the document's author saw, as far as LibreOffice and the counts tell. */
export function fidelityWarnings(end: PressEnd, pages: number, options: ConversionOptions): Warning[] {
  return [...fontWarnings(end.replacedFonts), ...hiddenSlidesWarnings(end.slides, pages, options)];
}

function fontWarnings(replacedFonts: readonly string[]): Warning[] {
  const pairs = replacedFonts
    .map((pair) => pair.split(">", 2))
    .filter(([asked = "", drawn = ""]) => !isOwn(asked) && !keepsWidths(asked, drawn));
  return pairs.slice(0, mostFonts).map(([asked = "", drawn = ""]) => ({
    code: "font_missing",
    values: { font: asked, replacement: drawn },
    message: `The font ${asked} is not installed here; ${drawn} took its place.`,
  }));
}

function hiddenSlidesWarnings(slides: number, pages: number, options: ConversionOptions): Warning[] {
  const { pages: chosen, hiddenSlides, comments, notesPages } = options;
  const hasNotes = notesPages === "with" || notesPages === "only";
  const isWhole = chosen === undefined && hiddenSlides !== true && comments !== true && !hasNotes;
  const hidden = slides - pages;
  if (!isWhole || hidden <= 0) return [];
  const message = `${hidden} of ${slides} slides ${hidden === 1 ? "is" : "are"} hidden and not in the PDF.`;
  return [{ code: "slides_hidden", message, count: hidden, values: { total: slides } }];
}
