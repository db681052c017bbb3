import { closeSync, openSync, readSync } from "node:fs";
import { dictionaryOf, type PdfObject, type PdfValue, type QpdfJson } from "../qpdf-json.ts";

/** What an inspector has memory for. */
const maxKeptBytes = 60_000_000;
const chunkBytes = 1_048_576;
/** qpdf writes each object between lines that are indented like this, and its parts deeper. */
const objectBegins = /^ {6}"(obj:\d+ \d+ R|trailer)": \{$/;
const objectEnds = /^ {6}\},?$/;
const number = /^ {6}"maxobjectid": (\d+)/;
const version = /^ {6}"pdfversion": "([\d.]+)"/;

/**
 * Every object of a PDF without its tags, from qpdf's JSON. That may be larger than memory, so it is read line by line, one
 * object at a time. Undefined where what is kept would be too much.
 */
export function readEveryObject(path: string): QpdfJson | undefined {
  const reading = new Reading();
  for (const line of linesOf(path)) if (!reading.take(line)) return undefined;
  return reading.result();
}

class Reading {
  readonly #objects = new Map<string, PdfObject>();
  #trailer: PdfObject | undefined;
  #header = { pdfversion: "", maxobjectid: 0 };
  #name: string | undefined;
  #lines: string[] = [];
  #keptBytes = 0;

  /** False when it is too much. */
  take(line: string): boolean {
    if (this.#name === undefined) this.#takeHead(line);
    else if (objectEnds.test(line)) this.#end(this.#name);
    else {
      this.#lines.push(line);
      this.#keptBytes += line.length + 1;
    }
    return this.#keptBytes <= maxKeptBytes;
  }

  #takeHead(line: string): void {
    this.#name = objectBegins.exec(line)?.[1];
    if (this.#name !== undefined) return;
    const maxobjectid = number.exec(line)?.[1];
    const pdfversion = version.exec(line)?.[1];
    if (maxobjectid !== undefined) this.#header = { ...this.#header, maxobjectid: Number(maxobjectid) };
    if (pdfversion !== undefined) this.#header = { ...this.#header, pdfversion };
  }

  #end(name: string): void {
    const text = this.#lines.join("\n");
    const object = JSON.parse(`{${text}}`) as PdfObject;
    if (name === "trailer") this.#trailer = object;
    else if (isTag(object.value)) this.#keptBytes -= text.length + 1;
    else this.#objects.set(name.slice("obj:".length), object);
    this.#name = undefined;
    this.#lines = [];
  }

  result(): QpdfJson | undefined {
    if (this.#trailer === undefined) return undefined;
    const trailer = dictionaryOf(this.#trailer.value);
    return { header: this.#header, trailer, objects: this.#objects, pages: [], outlines: [] };
  }
}

/** Most objects of a tagged PDF. */
function isTag(value: PdfValue | undefined): boolean {
  return dictionaryOf(value)["/Type"] === "/StructElem";
}

function* linesOf(path: string): Generator<string> {
  const descriptor = openSync(path, "r");
  try {
    const chunk = Buffer.alloc(chunkBytes);
    const pieces: string[] = [];
    const decoder = new TextDecoder();
    for (let bytes = readSync(descriptor, chunk); bytes > 0; bytes = readSync(descriptor, chunk)) {
      const [first = "", ...more] = decoder.decode(chunk.subarray(0, bytes), { stream: true }).split("\n");
      pieces.push(first);
      for (const line of more) {
        yield pieces.join("");
        pieces.length = 0;
        pieces.push(line);
      }
    }
    yield pieces.join("");
  } finally {
    closeSync(descriptor);
  }
}
