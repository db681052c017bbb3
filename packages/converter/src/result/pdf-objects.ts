import { type CrossReference, openCrossReference } from "./cross-reference.ts";
import { objectBytes, type PdfFile, type PdfStream, readStream, readText } from "./pdf-file.ts";
import { integerAfter, PdfScanner, referenceAfter } from "./pdf-scanner.ts";

/** The list of what an object stream holds; LibreOffice puts some hundred objects into one. */
const maxListBytes = 1_048_576;

/**
 * Reads single objects of a PDF by its cross-reference, table or stream. Knows what LibreOffice and qpdf write and
 * no more; anything else is undefined. Reads a few kilobytes however large the file is.
 */
export class PdfObjects {
  readonly #file: PdfFile;
  readonly #crossReference: CrossReference;

  private constructor(file: PdfFile, crossReference: CrossReference) {
    this.#file = file;
    this.#crossReference = crossReference;
  }

  static open(file: PdfFile, offset: number): PdfObjects | undefined {
    const crossReference = openCrossReference(file, offset);
    return crossReference === undefined ? undefined : new PdfObjects(file, crossReference);
  }

  /** The trailer's dictionary, and maybe what follows it. */
  get trailer(): string {
    return this.#crossReference.trailer;
  }

  /** The root of the tree of pages. */
  get pageTree(): string {
    return this.follow(this.follow(this.trailer, "/Root"), "/Pages");
  }

  /** The object that `key` in the text of another one refers to; empty where there is none. */
  follow(text: string, key: string): string {
    const number = referenceAfter(upToEnd(text), key);
    return number === undefined ? "" : upToEnd(this.find(number) ?? "");
  }

  /** The unpacked stream of an object of its own; undefined where there is none. Fails when it does not unpack. */
  stream(number: number | undefined): Buffer | undefined {
    const place = number === undefined ? undefined : this.#crossReference.placeOf(number);
    if (place === undefined || !("offset" in place)) return undefined;
    const lengthOf = (other: number) =>
      new PdfScanner(this.find(other)?.replace(/^\d+ \d+ obj/, "") ?? "").integer();
    return readStream(this.#file, place.offset, lengthOf)?.content;
  }

  /** The object's text from its first byte on, or undefined when there is none of this number. */
  find(number: number): string | undefined {
    const place = this.#crossReference.placeOf(number);
    if (place === undefined) return undefined;
    if ("offset" in place) {
      const text = readText(this.#file, place.offset, objectBytes);
      const scanner = new PdfScanner(text);
      const isIt = scanner.integer() === number && scanner.integer() !== undefined && scanner.word("obj");
      return isIt ? text : undefined;
    }
    const home = this.#crossReference.placeOf(place.stream);
    if (home === undefined || !("offset" in home)) return undefined;
    const stream = readStream(this.#file, home.offset);
    return stream === undefined ? undefined : objectOfStream(stream, place.index);
  }
}

/** Without what follows the object, which may be another one. */
function upToEnd(text: string): string {
  const end = text.search(/endobj|startxref/);
  return end === -1 ? text : text.slice(0, end);
}

/** The stream begins with pairs of numbers: an object's, and where it begins after the list. */
function objectOfStream({ dictionary, content }: PdfStream, index: number): string | undefined {
  const first = integerAfter(dictionary, "/First");
  if (first === undefined || first > maxListBytes) return undefined;
  const scanner = new PdfScanner(content.toString("latin1", 0, first));
  for (let skipped = 0; skipped < index; skipped += 1) {
    if (scanner.integer() === undefined || scanner.integer() === undefined) return undefined;
  }
  scanner.integer();
  const start = scanner.integer();
  if (start === undefined) return undefined;
  scanner.integer();
  const end = Math.min(scanner.integer() ?? content.length, start + objectBytes);
  return content.toString("latin1", first + start, first + end);
}
