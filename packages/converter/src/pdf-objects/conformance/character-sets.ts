import { dictionaryOf, isReference, type PdfUpdate, type QpdfJson } from "../qpdf-json.ts";

/** The content of a stream, by its reference. */
export type StreamOf = (reference: string) => Buffer | undefined;

const maxGlyphs = 65_536;

/**
 * Gives the subset of a Type 1 font the list of its glyphs, which PDF/A-1 asks for and LibreOffice leaves out:
 * findings/type-1-without-charset.sh.
 */
export function addCharacterSets({ objects }: QpdfJson, streamOf: StreamOf, update: PdfUpdate): void {
  for (const [reference, { value }] of objects) {
    const descriptor = dictionaryOf(value);
    const file = descriptor["/FontFile"];
    if (descriptor["/Type"] !== "/FontDescriptor" || !isReference(file)) continue;
    if (descriptor["/CharSet"] !== undefined) continue;
    const names = glyphNames(streamOf(file) ?? Buffer.alloc(0));
    if (names.length > 0)
      update.set(reference, { ...descriptor, "/CharSet": `u:${names.map((name) => `/${name}`).join("")}` });
  }
}

/** The names of a Type 1 font's glyphs, which stand in its encrypted part. */
export function glyphNames(file: Buffer): string[] {
  const marker = file.indexOf("eexec");
  if (marker === -1) return [];
  const text = decrypted(file.subarray(marker + "eexec".length + 1)).toString("latin1");
  const start = text.indexOf("/CharStrings");
  const names: string[] = [];
  const glyph = /\/([^\s/()<>[\]{}%]{1,127}) (\d{1,5}) (?:RD|-\|) /y;
  for (let at = text.indexOf("begin", start); start !== -1 && at !== -1 && names.length < maxGlyphs; ) {
    at = text.indexOf("/", at);
    if (at === -1) break;
    glyph.lastIndex = at;
    const found = glyph.exec(text);
    if (found === null) break;
    const [whole, name = "", length] = found;
    if (name !== ".notdef") names.push(name);
    at += whole.length + Number(length);
  }
  return names;
}

/** Type 1's "eexec", the key of which every reader knows; four bytes in front are noise. */
function decrypted(cipher: Buffer): Buffer {
  const plain = Buffer.alloc(cipher.length);
  let key = 55_665;
  for (const [index, byte] of cipher.entries()) {
    plain[index] = byte ^ (key >> 8);
    key = ((byte + key) * 52_845 + 22_719) & 0xffff;
  }
  return plain.subarray(4);
}
