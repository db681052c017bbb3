import { objectBytes, type PdfFile, type PdfStream, readStream, readText } from "./pdf-file.ts";
import { integerAfter, integersAfter, PdfScanner } from "./pdf-scanner.ts";

/** Where an object lies: at an offset of the file, or at a place in an object stream. */
export type Place = { readonly offset: number } | { readonly stream: number; readonly index: number };

/** A PDF's list of where its objects lie. */
export interface CrossReference {
  /** The trailer's dictionary, and maybe what follows it. */
  readonly trailer: string;
  /** Undefined when there is no object of this number. Costs the same for every number. */
  placeOf(number: number): Place | undefined;
}

/** Objects whose numbers follow each other; `at` is where their entries begin. */
interface Section {
  readonly first: number;
  readonly count: number;
  readonly at: number;
}

/** LibreOffice writes one section, programs that add to a PDF some more. */
const maxSections = 1_000;
/** An entry of a table always has as many. */
const entryBytes = 20;

/** What a PDF ends with says where its list is; undefined when it says nothing that can be. `end` is without blanks behind it. */
export function crossReferenceIn(end: string, { bytes }: PdfFile): number | undefined {
  const scanner = new PdfScanner(end, Math.max(0, end.lastIndexOf("startxref")));
  const offset = scanner.word("startxref") ? scanner.integer() : undefined;
  const isLast = scanner.word("%%EOF") && scanner.position === end.length;
  return !isLast || offset === 0 || (offset ?? 0) >= bytes ? undefined : offset;
}

/** Reads the list at `offset`, table or stream; undefined when there is none, or none as LibreOffice or qpdf write. */
export function openCrossReference(file: PdfFile, offset: number): CrossReference | undefined {
  if (readText(file, offset, 4) === "xref") return openTable(file, offset + 4);
  const stream = readStream(file, offset);
  return stream?.dictionary.includes("/XRef") === true ? openList(stream) : undefined;
}

function openTable(file: PdfFile, offset: number): CrossReference | undefined {
  const sections: Section[] = [];
  let at = offset;
  while (sections.length <= maxSections) {
    const scanner = new PdfScanner(readText(file, at, 64));
    if (scanner.word("trailer")) {
      const trailer = readText(file, at + scanner.position, objectBytes);
      return { trailer, placeOf: (number) => placeInTable(file, sections, number) };
    }
    const [first, count] = [scanner.integer(), scanner.integer()];
    if (first === undefined || count === undefined) return undefined;
    scanner.skipBlanks();
    sections.push({ first, count, at: at + scanner.position });
    at += scanner.position + count * entryBytes;
    if (at >= file.bytes) return undefined;
  }
  return undefined;
}

function placeInTable(file: PdfFile, sections: readonly Section[], number: number): Place | undefined {
  const section = sections.find(({ first, count }) => number >= first && number < first + count);
  if (section === undefined) return undefined;
  const entry = readText(file, section.at + (number - section.first) * entryBytes, entryBytes);
  const found = /^(\d{10}) \d{5} n/.exec(entry);
  return found === null ? undefined : { offset: Number(found[1]) };
}

function openList({ dictionary, content }: PdfStream): CrossReference | undefined {
  const widths = integersAfter(dictionary, "/W");
  const rowBytes = widths.reduce((sum, width) => sum + width, 0);
  if (widths.length !== 3 || widths.some((width) => width > 8) || rowBytes === 0) return undefined;
  const index = integersAfter(dictionary, "/Index");
  const bounds = index.length > 0 ? index : [0, integerAfter(dictionary, "/Size") ?? 0];
  const sections: Section[] = [];
  let at = 0;
  for (let pair = 0; pair + 1 < bounds.length && pair < 2 * maxSections; pair += 2) {
    const [first = 0, count = 0] = bounds.slice(pair, pair + 2);
    sections.push({ first, count, at });
    at += count * rowBytes;
  }
  return { trailer: dictionary, placeOf: (number) => placeInList(content, { sections, widths }, number) };
}

function placeInList(
  content: Buffer,
  { sections, widths }: { sections: readonly Section[]; widths: readonly number[] },
  number: number,
): Place | undefined {
  const section = sections.find(({ first, count }) => number >= first && number < first + count);
  const [kindBytes = 0, secondBytes = 0, thirdBytes = 0] = widths;
  const rowBytes = kindBytes + secondBytes + thirdBytes;
  if (section === undefined) return undefined;
  const start = section.at + (number - section.first) * rowBytes;
  if (start + rowBytes > content.length) return undefined;
  const row = content.subarray(start, start + rowBytes);
  const kind = kindBytes === 0 ? 1 : bigEndian(row.subarray(0, kindBytes));
  const second = bigEndian(row.subarray(kindBytes, kindBytes + secondBytes));
  if (kind === 1) return { offset: second };
  return kind === 2 ? { stream: second, index: bigEndian(row.subarray(kindBytes + secondBytes)) } : undefined;
}

function bigEndian(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}
