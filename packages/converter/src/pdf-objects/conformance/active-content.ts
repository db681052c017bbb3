import {
  dictionaryOf,
  type PdfDictionary,
  type PdfUpdate,
  type PdfValue,
  type QpdfJson,
  resolved,
} from "../qpdf-json.ts";

/** Annotations that play something; no level of PDF/A allows them. */
const players = new Set(["/3D", "/Movie", "/RichMedia", "/Screen", "/Sound"]);
/** Actions that do no more than lead somewhere. */
const harmless = new Set(["/GoTo", "/GoToR", "/GoToE", "/Named", "/SubmitForm", "/Thread", "/URI"]);

/**
 * Takes away what a PDF would play or do by itself, and returns how many films and sounds. The picture that stands in
 * the place of one is part of the page and stays.
 */
export function dropActiveContent(json: QpdfJson, update: PdfUpdate): number {
  let dropped = 0;
  const { objects } = json;
  const isPlayer = (value: PdfValue) =>
    players.has(String(dictionaryOf(resolved(value, objects))["/Subtype"]));
  for (const [reference, { value }] of objects) {
    const page = dictionaryOf(value);
    if (page["/Type"] !== "/Page") continue;
    const annotations = resolved(page["/Annots"], objects);
    const all: readonly PdfValue[] = Array.isArray(annotations) ? annotations : [];
    const kept = all.filter((annotation) => !isPlayer(annotation));
    const { "/AA": actions, ...rest } = page;
    if (kept.length < all.length || actions !== undefined)
      update.set(reference, { ...rest, ...(all.length > 0 && { "/Annots": kept }) });
    dropped += all.length - kept.length;
  }
  for (const [reference, { value }] of objects) {
    const changed = withoutActions(dictionaryOf(value), objects);
    // Tags may still refer to a film; nothing is there then.
    if (isPlayer(reference)) update.set(reference, null);
    else if (changed !== undefined) update.set(reference, changed);
  }
  return dropped;
}

/** An annotation or bookmark without an action that does more than lead somewhere; undefined where it has none. */
function withoutActions(
  { "/A": action, "/AA": more, ...rest }: PdfDictionary,
  objects: QpdfJson["objects"],
): PdfDictionary | undefined {
  const isLink = rest["/Subtype"] !== undefined || rest["/Title"] !== undefined;
  if (!isLink || rest["/Type"] === "/Page") return undefined;
  const kind = dictionaryOf(resolved(action, objects))["/S"];
  const mayStay = kind === undefined || harmless.has(String(kind));
  if (mayStay && more === undefined) return undefined;
  return { ...rest, ...(mayStay && action !== undefined && { "/A": action }) };
}
