import type { FileHandle } from "node:fs/promises";
import { inflateSync } from "node:zlib";

/** Enough for a catalog or a page tree's root; neither grows with the document. */
const objectBytes = 64 * 1024;
/** A cross-reference stream or an object stream that packs to more than this is not LibreOffice's. */
const streamBytes = 64 * 1024 * 1024;

/** Where an object lies: at an offset of the file, or at a place in an object stream. */
type Place = { readonly offset: number } | { readonly stream: number; readonly index: number };

/**
 * Reads single objects of a PDF by its cross-reference, table or stream. Knows what LibreOffice and qpdf write and
 * no more; anything else is undefined. Reads a few kilobytes however large the file is.
 */
export class PdfObjects {
  readonly #file: FileHandle;
  readonly #places: ReadonlyMap<number, Place>;
  /** The trailer's dictionary. */
  readonly trailer: string;

  private constructor(file: FileHandle, trailer: string, places: ReadonlyMap<number, Place>) {
    this.#file = file;
    this.trailer = trailer;
    this.#places = places;
  }

  static async open(
    file: FileHandle,
    crossReference: number,
    bytes: number,
  ): Promise<PdfObjects | undefined> {
    const start = await read(file, crossReference, objectBytes);
    if (start.startsWith("xref")) {
      const text = await read(file, crossReference, Math.min(bytes - crossReference, streamBytes));
      return new PdfObjects(file, text.slice(text.indexOf("trailer")), tablePlaces(text));
    }
    const stream = await readStream(file, crossReference);
    if (stream === undefined || !stream.dictionary.includes("/XRef")) return undefined;
    return new PdfObjects(file, stream.dictionary, streamPlaces(stream));
  }

  /** The object's text from its first byte on, or undefined when there is none of this number. */
  async find(number: number): Promise<string | undefined> {
    const place = this.#places.get(number);
    if (place === undefined) return undefined;
    if ("offset" in place) {
      const text = await read(this.#file, place.offset, objectBytes);
      return new RegExp(`^\\s*${number}\\s+\\d+\\s+obj`).test(text) ? text : undefined;
    }
    const home = this.#places.get(place.stream);
    if (home === undefined || !("offset" in home)) return undefined;
    const stream = await readStream(this.#file, home.offset);
    return stream === undefined ? undefined : objectOfStream(stream, place.index);
  }
}

interface PdfStream {
  readonly dictionary: string;
  readonly content: Buffer;
}

async function read(file: FileHandle, offset: number, bytes: number): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, offset);
  return buffer.toString("latin1", 0, bytesRead);
}

async function readStream(file: FileHandle, offset: number): Promise<PdfStream | undefined> {
  const head = await read(file, offset, objectBytes);
  const start = /^\s*\d+\s+\d+\s+obj([\s\S]*?)stream\r?\n/.exec(head);
  const length = Number(/\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(start?.[1] ?? "")?.[1]);
  if (start?.[1] === undefined || !(length > 0 && length <= streamBytes)) return undefined;
  const packed = Buffer.alloc(length);
  await file.read(packed, 0, length, offset + start[0].length);
  const isPacked = start[1].includes("/FlateDecode");
  const content = isPacked ? inflateSync(packed, { maxOutputLength: streamBytes }) : packed;
  return { dictionary: start[1], content: withoutPredictor(start[1], content) };
}

/** Rows of a cross-reference stream are often stored as differences to the row above (PNG's "up"). */
function withoutPredictor(dictionary: string, content: Buffer): Buffer {
  const predictor = Number(/\/Predictor\s+(\d+)/.exec(dictionary)?.[1] ?? 1);
  if (predictor < 10) return content;
  const columns = Number(/\/Columns\s+(\d+)/.exec(dictionary)?.[1] ?? 1);
  const rows = Math.floor(content.length / (columns + 1));
  const plain = Buffer.alloc(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const isUp = content[row * (columns + 1)] === 2;
    for (let column = 0; column < columns; column += 1) {
      const above = isUp && row > 0 ? (plain[(row - 1) * columns + column] ?? 0) : 0;
      plain[row * columns + column] = (content[row * (columns + 1) + 1 + column] ?? 0) + above;
    }
  }
  return plain;
}

function tablePlaces(text: string): ReadonlyMap<number, Place> {
  const places = new Map<number, Place>();
  let next = 0;
  for (const line of text.slice(0, text.indexOf("trailer")).split(/\r\n|\n|\r/)) {
    const entry = /^(\d{10}) \d{5} ([nf])/.exec(line);
    const section = /^(\d+) \d+\s*$/.exec(line);
    if (entry !== null) {
      if (entry[2] === "n") places.set(next, { offset: Number(entry[1]) });
      next += 1;
    } else if (section !== null) next = Number(section[1]);
  }
  return places;
}

function streamPlaces({ dictionary, content }: PdfStream): ReadonlyMap<number, Place> {
  const numbers = (name: string) =>
    (new RegExp(`/${name}\\s*\\[([\\d\\s]*)\\]`).exec(dictionary)?.[1] ?? "")
      .split(/\s+/)
      .filter(Boolean)
      .map(Number);
  const [kindBytes = 1, secondBytes = 0, thirdBytes = 0] = numbers("W");
  const size = Number(/\/Size\s+(\d+)/.exec(dictionary)?.[1] ?? 0);
  const sections = numbers("Index").length > 0 ? numbers("Index") : [0, size];
  const places = new Map<number, Place>();
  let at = 0;
  const take = (bytes: number, absent: number) => {
    if (bytes === 0) return absent;
    const value = at + bytes <= content.length ? content.readUIntBE(at, Math.min(bytes, 6)) : 0;
    at += bytes;
    return value;
  };
  for (let section = 0; section + 1 < sections.length; section += 2) {
    const first = sections[section] ?? 0;
    for (let index = 0; index < (sections[section + 1] ?? 0) && at < content.length; index += 1) {
      const kind = take(kindBytes, 1);
      const second = take(secondBytes, 0);
      const third = take(thirdBytes, 0);
      if (kind === 1) places.set(first + index, { offset: second });
      if (kind === 2) places.set(first + index, { stream: second, index: third });
    }
  }
  return places;
}

function objectOfStream({ dictionary, content }: PdfStream, index: number): string | undefined {
  const first = Number(/\/First\s+(\d+)/.exec(dictionary)?.[1]);
  const pairs = content.toString("latin1", 0, first).trim().split(/\s+/).map(Number);
  const start = pairs[index * 2 + 1];
  const end = pairs[index * 2 + 3];
  if (!Number.isInteger(first) || start === undefined) return undefined;
  return content.toString("latin1", first + start, end === undefined ? content.length : first + end);
}
