import type { PdfObjects } from "../pdf-objects.ts";
import { referenceAfter } from "../pdf-scanner.ts";
import { boxCodesOfTrueType, boxCodesOfType1 } from "./box-codes.ts";
import { textOfCodes } from "./text-of-codes.ts";

export interface PdfFont {
  /** The codes under which the font has its box, each with the text for which it first stood. */
  readonly boxes: ReadonlyMap<number, string>;
}

/** LibreOffice makes a font for every 255 glyphs. Where there is more, the rest is not read. */
const maxFonts = 2_000;
const maxBytes = 256 * 1024 * 1024;

/** The fonts of a PDF by LibreOffice, which has one list of them for all pages, with their names there. */
export function* pdfFonts(objects: PdfObjects): Generator<[name: string, font: PdfFont]> {
  const resources = objects.follow(objects.pageTree, "/Resources");
  const fonts = objects.follow(resources, "/Font");
  let [count, bytes] = [0, 0];
  for (const [, name = "", number] of fonts.matchAll(/\/(F\d{1,9})\s+(\d{1,9}) 0 R/g)) {
    count += 1;
    if (count > maxFonts || bytes > maxBytes) return;
    const font = readFont(objects, objects.find(Number(number)) ?? "");
    bytes += font.bytes;
    yield [name, font];
  }
}

function readFont(objects: PdfObjects, font: string): PdfFont & { readonly bytes: number } {
  const boxes = new Map<number, string>();
  const descriptor = objects.follow(font, "/FontDescriptor");
  const trueType = referenceAfter(descriptor, "/FontFile2");
  const file = objects.stream(trueType ?? referenceAfter(descriptor, "/FontFile"));
  const map = file && objects.stream(referenceAfter(font, "/ToUnicode"));
  if (file === undefined || map === undefined) return { boxes, bytes: 0 };
  const textOf = textOfCodes(map.toString("latin1"));
  const codes = trueType === undefined ? boxCodesOfType1(file) : boxCodesOfTrueType(file, textOf);
  for (const code of codes) boxes.set(code, textOf.get(code) ?? "");
  return { boxes, bytes: file.length + map.length };
}
