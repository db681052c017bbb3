import { fieldLook } from "./field-look.ts";
import { dictionaryOf, type PdfUpdate, type PdfValue, type QpdfJson, resolved } from "./qpdf-json.ts";

/** Where the links of a page are while the rest of its annotations becomes part of it. */
const kept = "/PLATEN_Links";

/**
 * What qpdf leaves behind when it flattens a PDF is kept for it: links, which have no look of their own, and what is in
 * fields that have none yet.
 */
export function prepareFlattening(json: QpdfJson, update: PdfUpdate): void {
  const { objects } = json;
  for (const [reference, { value }] of objects) {
    const object = dictionaryOf(value);
    if (
      object["/Subtype"] === "/Widget" &&
      dictionaryOf(resolved(object["/AP"], objects))["/N"] === undefined
    ) {
      const look = fieldLook(object, json, update);
      if (look !== undefined) update.set(reference, { ...object, "/AP": { "/N": look } });
    }
    if (object["/Type"] !== "/Page") continue;
    const annotations = listOf(object["/Annots"], objects);
    const isLink = (one: PdfValue) => dictionaryOf(resolved(one, objects))["/Subtype"] === "/Link";
    const links = annotations.filter(isLink);
    if (links.length === 0) continue;
    const others = annotations.filter((one) => !isLink(one));
    update.set(reference, { ...object, "/Annots": others, [kept]: links });
  }
}

export function restoreLinks({ objects }: QpdfJson, update: PdfUpdate): void {
  for (const [reference, { value }] of objects) {
    const { [kept]: links, ...page } = dictionaryOf(value);
    if (links === undefined || page["/Type"] !== "/Page") continue;
    const annotations = [...listOf(page["/Annots"], objects), ...listOf(links, objects)];
    update.set(reference, { ...page, "/Annots": annotations });
  }
}

function listOf(value: PdfValue | undefined, objects: QpdfJson["objects"]): readonly PdfValue[] {
  const list = resolved(value, objects);
  return Array.isArray(list) ? list : [];
}
