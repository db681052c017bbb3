import { readFile } from "node:fs/promises";
import { getDocument, OPS, type PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";

export interface PdfPage {
  readonly text: string;
  /** How far above the foot of the page each part of the text stands, in points. */
  readonly baselines: readonly number[];
  readonly widthPoints: number;
  readonly heightPoints: number;
  /** Clockwise, in degrees. */
  readonly rotation: number;
  readonly comments: readonly string[];
  readonly links: readonly string[];
  /** Where each piece of text begins, in points from the left and the bottom. */
  readonly places: readonly { readonly text: string; readonly left: number; readonly baseline: number }[];
  /** The names by which the page's text refers to its fonts. */
  readonly fonts: readonly string[];
  /** What the fields hold that can be filled. */
  readonly fields: readonly string[];
  /** How many lines and areas are drawn. */
  readonly drawnPaths: number;
}

/** How a reader is to open it. */
export interface PdfOpening {
  readonly mode: string;
  readonly layout: string;
  /** The number of the page, and how it fits the window. */
  readonly page: number;
  readonly fit: readonly unknown[];
  readonly preferences: readonly string[];
}

/** What a reader of the PDF sees. */
export interface PdfFacts {
  readonly pages: readonly PdfPage[];
  /** Such as `2b`; undefined for an ordinary PDF. */
  readonly pdfa: string | undefined;
  readonly isTagged: boolean;
  /** Each entry of the outline's first level with the number of the page that it leads to; 0 where it leads nowhere. */
  readonly outline: readonly (readonly [title: string, page: number])[];
  readonly opening: PdfOpening;
  /** Width in pixels of every picture, in the order of the file. From 26.8 on, LibreOffice gives some an opaque mask. */
  readonly pictureWidths: readonly number[];
}

/** The dictionary of a picture always stands in the file as plain text. A mask is no picture, but a part of one. */
function pictureWidthsIn(text: string): number[] {
  const masks = new Set([...text.matchAll(/\/SMask\s+(\d+)/g)].map(([, object]) => object));
  return [...text.matchAll(/(\d+) 0 obj\s*<<[^>]*\/Subtype\s*\/Image[^>]*\/Width\s+(\d+)/g)]
    .filter(([, object]) => !masks.has(object))
    .map(([, , width]) => Number(width));
}

/** Reads a PDF with a reader that has nothing to do with LibreOffice. */
export async function readPdf(path: string): Promise<PdfFacts> {
  const bytes = await readFile(path);
  const pictureWidths = pictureWidthsIn(bytes.toString("latin1"));
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  try {
    const document = await loading.promise;
    const pages: PdfPage[] = [];
    for (let number = 1; number <= document.numPages; number += 1)
      pages.push(await readPage(document, number));
    const metadata = (await document.getMetadata()).metadata;
    const part = metadata?.get("pdfaid:part");
    const level = String(metadata?.get("pdfaid:conformance") ?? "").toLowerCase();
    return {
      pages,
      pdfa: part ? `${part}${level}` : undefined,
      isTagged: isMarked(await document.getMarkInfo()),
      outline: await readOutline(document),
      opening: await readOpening(document),
      pictureWidths,
    };
  } finally {
    await loading.destroy();
  }
}

/** With what it says of itself: in its Info dictionary, and its title in XMP. */
export async function readInfo(path: string): Promise<{
  readonly facts: PdfFacts;
  readonly info: Readonly<Record<string, unknown>>;
  /** What PDF itself knows no name for. */
  readonly custom: Readonly<Record<string, unknown>>;
  readonly xmp: unknown;
}> {
  const loading = getDocument({ data: new Uint8Array(await readFile(path)), verbosity: 0 });
  try {
    const { info, metadata } = await (await loading.promise).getMetadata();
    const known = recordOf(info);
    return {
      ...{ facts: await readPdf(path), info: known, custom: recordOf(known.Custom) },
      xmp: metadata?.get("dc:title"),
    };
  } finally {
    await loading.destroy();
  }
}

/** A map, whatever its types say. */
function isMarked(markInfo: unknown): boolean {
  return markInfo instanceof Map && markInfo.get("Marked") === true;
}

/** What may be a map, whatever its types say. */
function recordOf(given: unknown): Readonly<Record<string, unknown>> {
  return given instanceof Map ? Object.fromEntries(given) : { ...(given as object | null) };
}

type PageReference = Parameters<PDFDocumentProxy["getPageIndex"]>[0];

async function readOutline(document: PDFDocumentProxy): Promise<[string, number][]> {
  const entries: { title: string; dest: string | unknown[] | null }[] = (await document.getOutline()) ?? [];
  return Promise.all(
    entries.map(async ({ title, dest }): Promise<[string, number]> => {
      const [page] = Array.isArray(dest) ? dest : [];
      return [title, page === undefined ? 0 : (await document.getPageIndex(page as PageReference)) + 1];
    }),
  );
}

async function readOpening(document: PDFDocumentProxy): Promise<PdfOpening> {
  const [page, ...fit] = (recordOf(await document.getOpenAction()).dest as unknown[] | undefined) ?? [];
  const preferences = recordOf(await document.getViewerPreferences());
  return {
    mode: await document.getPageMode(),
    layout: await document.getPageLayout(),
    page: page === undefined ? 0 : (await document.getPageIndex(page as PageReference)) + 1,
    fit: fit.map((one) => (one !== null && typeof one === "object" && "name" in one ? one.name : one)),
    preferences: Object.entries(preferences).flatMap(([name, value]) => (value === true ? [name] : [])),
  };
}

async function readPage(document: PDFDocumentProxy, number: number): Promise<PdfPage> {
  const page = await document.getPage(number);
  const { items } = await page.getTextContent();
  const pieces = items.flatMap((item) => ("str" in item && item.str.trim() !== "" ? [item] : []));
  const { fnArray } = await page.getOperatorList();
  const annotations = await page.getAnnotations();
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
  return {
    text: items.map((item) => ("str" in item ? item.str : "")).join(" "),
    baselines: items.flatMap((item) => ("str" in item ? [item.transform[5]] : [])),
    widthPoints: Math.round(right - left),
    heightPoints: Math.round(top - bottom),
    rotation: page.rotate,
    comments: annotations.flatMap(({ subtype, contentsObj }) =>
      subtype === "Text" ? [contentsObj.str] : [],
    ),
    places: pieces.map(({ str, transform }) => ({ text: str, left: transform[4], baseline: transform[5] })),
    fonts: [...new Set(pieces.map(({ fontName }) => fontName))],
    fields: annotations.flatMap(({ subtype, fieldValue }) => (subtype === "Widget" ? [fieldValue] : [])),
    drawnPaths: fnArray.filter((operation) => operation === OPS.constructPath).length,
    links: annotations.flatMap(({ subtype, unsafeUrl }) => (subtype === "Link" ? [unsafeUrl] : [])),
  };
}
