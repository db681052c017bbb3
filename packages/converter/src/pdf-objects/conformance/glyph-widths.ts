import {
  dictionaryOf,
  isReference,
  type PdfUpdate,
  type PdfValue,
  type QpdfJson,
  resolved,
} from "../qpdf-json.ts";
import type { StreamOf } from "./character-sets.ts";
import { decrypted, encrypted, encryptedPartAt, glyphsOf, widthAt } from "./type-1-program.ts";

/** The encoding stands before the outlines. */
const maxHeadBytes = 65_536;

/**
 * Makes the glyphs of Type 1 fonts as wide as the PDF says that they are, which is where its text stands: PDF/A asks for
 * that, and LibreOffice 26 gets it wrong where fonts such as Noto CJK keep several sets of widths.
 */
export function mendGlyphWidths({ objects }: QpdfJson, streamOf: StreamOf, update: PdfUpdate): void {
  for (const [reference, fonts] of fontsByProgram(objects)) {
    const dict = objects.get(reference)?.stream?.dict ?? {};
    const file = streamOf(reference);
    const start = file === undefined ? undefined : encryptedPartAt(file);
    const end = Number(dict["/Length1"]) + Number(dict["/Length2"]);
    if (file === undefined || start === undefined || !(end > start && end <= file.length)) continue;
    const part = decrypted(file.subarray(start, end), "part");
    if (!widen(part, widthsByName(file, fonts, objects))) continue;
    const mended = Buffer.concat([file.subarray(0, start), encrypted(part, "part"), file.subarray(end)]);
    const { "/Filter": _, "/DecodeParms": __, "/Length": ___, ...rest } = dict;
    update.setStream(reference, rest, mended);
  }
}

type Font = Readonly<Record<string, PdfValue>>;

/** The fonts with an encoding of their own, by the reference of their program. */
function fontsByProgram(objects: QpdfJson["objects"]): Map<string, Font[]> {
  const programs = new Map<string, Font[]>();
  for (const { value } of objects.values()) {
    const font = dictionaryOf(value);
    if (font["/Subtype"] !== "/Type1" || font["/Encoding"] !== undefined) continue;
    const program = dictionaryOf(resolved(font["/FontDescriptor"], objects))["/FontFile"];
    if (isReference(program)) programs.set(program, [...(programs.get(program) ?? []), font]);
  }
  return programs;
}

/** How wide the PDF says that each glyph is. */
function widthsByName(
  file: Buffer,
  fonts: readonly Font[],
  objects: QpdfJson["objects"],
): Map<string, number> {
  const head = file.toString("latin1", 0, Math.min(file.length, maxHeadBytes));
  const names = [...head.matchAll(/dup (\d{1,3}) \/([^\s/()<>[\]{}%]{1,127}) put/g)];
  const widths = new Map<string, number>();
  for (const font of fonts) {
    const given = resolved(font["/Widths"], objects);
    const first = Number(font["/FirstChar"] ?? 0);
    if (!Array.isArray(given)) continue;
    for (const [, code, name = ""] of names) {
      const width: unknown = given[Number(code) - first];
      if (typeof width === "number") widths.set(name, Math.round(width));
    }
  }
  return widths;
}

/** Changes the widths in place; false where all were right. */
function widen(part: Buffer, widths: ReadonlyMap<string, number>): boolean {
  let isChanged = false;
  for (const { name, start, bytes } of glyphsOf(part)) {
    const width = widths.get(name);
    const outline = decrypted(part.subarray(start, start + bytes), "outline");
    const at = widthAt(outline);
    if (width === undefined || at === undefined || Math.abs(outline.readInt32BE(at) - width) <= 1) continue;
    outline.writeInt32BE(width, at);
    encrypted(outline, "outline").copy(part, start);
    isChanged = true;
  }
  return isChanged;
}
