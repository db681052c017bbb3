import {
  dictionaryOf,
  isReference,
  type PdfDictionary,
  type PdfUpdate,
  type QpdfJson,
  resolved,
  textOf,
} from "./qpdf-json.ts";

/**
 * Says of the files in a PDF what they are to it, and lists them in its catalog, as PDF/A-3 wants every one.
 * `relationshipOf` has the name of a file, and what is said of it already; undefined for nothing to say.
 */
export function associateFiles(
  { trailer, objects }: QpdfJson,
  relationshipOf: (filename: string, present: string | undefined) => string | undefined,
  update: PdfUpdate,
): void {
  const associated: string[] = [];
  for (const [reference, { value }] of objects) {
    const specification = dictionaryOf(value);
    if (specification["/EF"] === undefined) continue;
    const filename = textOf(specification["/UF"]) ?? textOf(specification["/F"]) ?? "";
    const present = specification["/AFRelationship"];
    const relationship = relationshipOf(filename, typeof present === "string" ? present.slice(1) : undefined);
    if (relationship === undefined) continue;
    associated.push(reference);
    update.set(reference, { ...specification, "/AFRelationship": `/${relationship}` });
  }
  const root = trailer["/Root"];
  if (associated.length === 0 || !isReference(root)) return;
  const catalog = dictionaryOf(objects.get(root)?.value);
  const present = resolved(catalog["/AF"], objects);
  const list = Array.isArray(present) ? present : [];
  update.set(root, { ...catalog, "/AF": [...new Set([...list, ...associated])] });
}

/** Lets the files in a PDF say of what kind they are and when they were changed, where they do not. */
export function describeFiles({ objects }: QpdfJson, date: string, update: PdfUpdate): void {
  for (const { value } of objects.values()) {
    const files = dictionaryOf(resolved(dictionaryOf(value)["/EF"], objects));
    for (const reference of Object.values(files)) {
      const dict = isReference(reference) ? objects.get(reference)?.stream?.dict : undefined;
      if (dict === undefined || !isReference(reference)) continue;
      const parameters = dictionaryOf(resolved(dict["/Params"], objects));
      const described: PdfDictionary = {
        "/Subtype": "/application/octet-stream",
        ...dict,
        "/Params": { "/ModDate": `u:${date}`, ...parameters },
      };
      update.setStreamDictionary(reference, described);
    }
  }
}
