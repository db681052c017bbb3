import { closeSync, fstatSync, openSync, readFileSync, writeFileSync } from "node:fs";

/** A value of a PDF in qpdf's JSON: `u:` and `b:` begin texts, `/` a name, and `1 0 R` is a reference. */
export type PdfValue = string | number | boolean | null | readonly PdfValue[] | PdfDictionary;
export interface PdfDictionary {
  readonly [key: string]: PdfValue;
}

export interface PdfObject {
  readonly value?: PdfValue;
  readonly stream?: { readonly dict: PdfDictionary };
}

export interface OutlineEntry {
  readonly title?: string;
  readonly destpageposfrom1?: number | null;
  readonly kids?: readonly OutlineEntry[];
}

interface Header {
  readonly pdfversion: string;
  readonly maxobjectid: number;
}

export interface QpdfJson {
  readonly header: Header;
  readonly trailer: PdfDictionary;
  /** By their reference. */
  readonly objects: ReadonlyMap<string, PdfObject>;
  /** References of the pages, in order; empty where they were not asked for. */
  readonly pages: readonly string[];
  readonly outlines: readonly OutlineEntry[];
}

/** More than any ordinary PDF's objects without their streams; an inspector has memory for it. */
const maxJsonBytes = 50_000_000;

/** Undefined when it is larger than can be read. */
export function readQpdfJson(path: string): QpdfJson | undefined {
  const descriptor = openSync(path, "r");
  try {
    if (fstatSync(descriptor).size > maxJsonBytes) return undefined;
    return qpdfJsonOf(JSON.parse(readFileSync(descriptor, "utf8")));
  } finally {
    closeSync(descriptor);
  }
}

interface RawJson {
  readonly qpdf: readonly [Header, Readonly<Record<string, PdfObject>>];
  readonly pages?: readonly { readonly object: string }[];
  readonly outlines?: readonly OutlineEntry[];
}

function qpdfJsonOf({ qpdf: [header, all], pages = [], outlines = [] }: RawJson): QpdfJson {
  const objects = new Map<string, PdfObject>();
  for (const [name, object] of Object.entries(all))
    if (name.startsWith("obj:")) objects.set(name.slice("obj:".length), object);
  const trailer = dictionaryOf(all.trailer?.value);
  return { header, trailer, objects, pages: pages.map(({ object }) => object), outlines };
}

export function dictionaryOf(value: PdfValue | undefined): PdfDictionary {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as PdfDictionary) : {};
}

export function isReference(value: PdfValue | undefined): value is string {
  return typeof value === "string" && /^\d+ \d+ R$/.test(value);
}

/** What a reference refers to, or the value itself. */
export function resolved(value: PdfValue | undefined, objects: QpdfJson["objects"]): PdfValue | undefined {
  return isReference(value) ? objects.get(value)?.value : value;
}

/** A text of a PDF as it is read; undefined for what is none. */
export function textOf(value: PdfValue | undefined): string | undefined {
  if (typeof value !== "string") return undefined;
  if (value.startsWith("u:")) return value.slice(2);
  return value.startsWith("b:") ? Buffer.from(value.slice(2), "hex").toString("latin1") : undefined;
}

/** New and changed objects, for qpdf to put into the PDF that the JSON is of. */
export class PdfUpdate {
  readonly #header: Header;
  readonly #entries: Record<string, unknown> = {};
  #lastId: number;

  constructor({ header }: QpdfJson) {
    this.#header = header;
    this.#lastId = header.maxobjectid;
  }

  /** The reference of an object that is not there yet. */
  next(): string {
    this.#lastId += 1;
    return `${this.#lastId} 0 R`;
  }

  set(reference: string, value: PdfValue): void {
    this.#entries[`obj:${reference}`] = { value };
  }

  setStream(reference: string, dict: PdfDictionary, content: Uint8Array): void {
    const data = Buffer.from(content).toString("base64");
    this.#entries[`obj:${reference}`] = { stream: { dict, data } };
  }

  /** Its content stays. */
  setStreamDictionary(reference: string, dict: PdfDictionary): void {
    this.#entries[`obj:${reference}`] = { stream: { dict } };
  }

  setTrailer(value: PdfDictionary): void {
    this.#entries.trailer = { value };
  }

  /** What the PDF's objects are then. Those that nothing refers to any more are among them. */
  applied(json: QpdfJson): QpdfJson {
    const changed = Object.entries(this.#entries).filter(([name]) => name.startsWith("obj:"));
    const objects = new Map(json.objects);
    for (const [name, object] of changed) objects.set(name.slice("obj:".length), object as PdfObject);
    return { ...json, objects };
  }

  write(to: string): void {
    const { pdfversion } = this.#header;
    const header = {
      ...{ jsonversion: 2, pdfversion, maxobjectid: this.#lastId },
      ...{ pushedinheritedpageresources: false, calledgetallpages: false },
    };
    const json = { version: 2, parameters: { decodelevel: "none" }, qpdf: [header, this.#entries] };
    writeFileSync(to, JSON.stringify(json), { mode: 0o600, flag: "wx" });
  }
}
