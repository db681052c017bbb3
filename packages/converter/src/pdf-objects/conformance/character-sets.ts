import { dictionaryOf, isReference, type PdfUpdate, type QpdfJson } from "../qpdf-json.ts";
import { decrypted, encryptedPartAt, glyphsOf } from "./type-1-program.ts";

/** The content of a stream, by its reference. */
export type StreamOf = (reference: string) => Buffer | undefined;

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
  const start = encryptedPartAt(file);
  if (start === undefined) return [];
  const glyphs = glyphsOf(decrypted(file.subarray(start), "part"));
  return glyphs.map(({ name }) => name).filter((name) => name !== ".notdef");
}
