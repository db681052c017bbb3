import { associateFiles } from "./associated-files.ts";
import type { Bookmark, Change, Metadata } from "./change.ts";
import { readEveryObject } from "./conformance/every-object.ts";
import { prepareFlattening, restoreLinks } from "./flattening.ts";
import { infoOf, infoWith, metadataOf } from "./info.ts";
import { hideColourProfiles, restoreColourProfiles } from "./picture-colours.ts";
import {
  dictionaryOf,
  isReference,
  type OutlineEntry,
  PdfUpdate,
  type PdfValue,
  type QpdfJson,
  readQpdfJson,
} from "./qpdf-json.ts";
import { xmpOf } from "./xmp.ts";

/** What the first look at a PDF tells: where to look next. */
export interface PdfOutline {
  /** References of the catalog, and of the document's own facts. */
  readonly roots: readonly string[];
  /** Of PDF, such as 1.7. */
  readonly pdfVersion: string;
  readonly pages: number;
  readonly bookmarks: readonly Bookmark[];
}

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false };

/** `path`: qpdf's JSON of the trailer, the pages and the outline. */
export function readPdfOutline(path: string): Read<PdfOutline> {
  const json = readQpdfJson(path);
  if (json === undefined) return { ok: false };
  const roots = [json.trailer["/Root"], json.trailer["/Info"]].filter(isReference);
  const { header, pages, outlines } = json;
  const pdfVersion = header.pdfversion;
  return { ok: true, value: { roots, pdfVersion, pages: pages.length, bookmarks: bookmarksOf(outlines) } };
}

/** `paths`: qpdf's JSON of the trailer, and of the roots that it names. */
export function readPdfMetadata(paths: readonly string[]): Read<Metadata> {
  const json = readTogether(paths);
  return json === undefined ? { ok: false } : { ok: true, value: metadataOf(infoOf(json)) };
}

/** Writes what qpdf must change into a file. */
export function changePdf(paths: readonly string[], change: Change, to: string): Read<undefined> {
  const isOfRoots = change.kind === "metadata" || change.kind === "bookmarks";
  const json = isOfRoots ? readTogether(paths) : readEveryObject(paths[0] ?? "");
  if (json === undefined) return { ok: false };
  const update = new PdfUpdate(json);
  if (change.kind === "metadata") changeMetadata(json, change.metadata, update);
  else if (change.kind === "bookmarks") changeBookmarks(json, change.bookmarks, update);
  else if (change.kind === "prepareFlattening") prepareFlattening(json, update);
  else if (change.kind === "restoreLinks") restoreLinks(json, update);
  else if (change.kind === "hideColourProfiles") hideColourProfiles(json, update);
  else if (change.kind === "restoreColourProfiles") restoreColourProfiles(json, update);
  else if (change.kind === "relationships") {
    const { relationships } = change;
    const relationshipOf = (name: string) =>
      Object.hasOwn(relationships, name) ? relationships[name] : undefined;
    associateFiles(json, relationshipOf, update);
  }
  update.write(to);
  return { ok: true, value: undefined };
}

function readTogether(paths: readonly string[]): QpdfJson | undefined {
  const all = paths.map(readQpdfJson);
  const [first] = all;
  if (first === undefined || all.includes(undefined)) return undefined;
  return { ...first, objects: new Map(all.flatMap((json) => [...(json?.objects ?? [])])) };
}

function changeMetadata(json: QpdfJson, metadata: Metadata, update: PdfUpdate): void {
  const { trailer, objects } = json;
  const info = infoWith(infoOf(json), metadata);
  const infoPlace = trailer["/Info"];
  const reference = isReference(infoPlace) ? infoPlace : update.next();
  update.set(reference, info);
  if (reference !== infoPlace) update.setTrailer({ ...trailer, "/Info": reference });
  const root = trailer["/Root"];
  if (!isReference(root)) return;
  const catalog = dictionaryOf(objects.get(root)?.value);
  const place = catalog["/Metadata"];
  const xmp = isReference(place) ? place : update.next();
  // The two must not contradict each other. What else it said of the PDF, PDF/A among it, may no longer be true.
  update.setStream(
    xmp,
    { "/Type": "/Metadata", "/Subtype": "/XML" },
    Buffer.from(xmpOf(metadataOf(info), {})),
  );
  if (xmp !== place) update.set(root, { ...catalog, "/Metadata": xmp });
}

/** Deeper ones and more are left out: no reader shows them. */
const maxDepth = 32;
const maxBookmarks = 20_000;

function changeBookmarks(json: QpdfJson, bookmarks: readonly Bookmark[], update: PdfUpdate): void {
  const { trailer, objects, pages } = json;
  const root = trailer["/Root"];
  if (!isReference(root)) return;
  const { "/Outlines": _old, ...catalog } = dictionaryOf(objects.get(root)?.value);
  if (bookmarks.length === 0) {
    update.set(root, catalog);
    return;
  }
  const outline = update.next();
  update.set(root, { ...catalog, "/Outlines": outline });
  let left = maxBookmarks;
  const write = (list: readonly Bookmark[], parent: string, depth: number): Record<string, PdfValue> => {
    const taken = depth > maxDepth ? [] : list.slice(0, left);
    left -= taken.length;
    const references = taken.map(() => update.next());
    for (const [index, { title, page, children = [] }] of taken.entries()) {
      const reference = references[index] ?? "";
      const to = pages[Math.min(Math.max(page, 1), pages.length) - 1];
      update.set(reference, {
        "/Title": `u:${title}`,
        "/Parent": parent,
        ...(to !== undefined && { "/Dest": [to, "/XYZ", null, null, null] }),
        ...(index > 0 && { "/Prev": references[index - 1] ?? "" }),
        ...(index + 1 < references.length && { "/Next": references[index + 1] ?? "" }),
        ...write(children, reference, depth + 1),
      });
    }
    const [first] = references;
    if (first === undefined) return {};
    return {
      "/First": first,
      "/Last": references.at(-1) ?? first,
      "/Count": depth === 1 ? taken.length : -taken.length,
    };
  };
  update.set(outline, { "/Type": "/Outlines", ...write(bookmarks, outline, 1) });
}

/** Those that lead to a page. */
function bookmarksOf(entries: readonly OutlineEntry[], depth = 1): Bookmark[] {
  if (depth > maxDepth) return [];
  return entries.slice(0, maxBookmarks).flatMap(({ title = "", destpageposfrom1: page, kids = [] }) => {
    const children = bookmarksOf(kids, depth + 1);
    if (typeof page !== "number") return children;
    return [{ title, page, ...(children.length > 0 && { children }) }];
  });
}
