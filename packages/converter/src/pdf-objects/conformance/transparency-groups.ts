import { dictionaryOf, type PdfUpdate, type QpdfJson, resolved } from "../qpdf-json.ts";

/**
 * Takes away that pages and forms are transparency groups, which PDF/A-1 forbids even where nothing in them is
 * transparent; there it makes no difference. What is transparent is found by the rules that come after.
 */
export function dropTransparencyGroups(json: QpdfJson, update: PdfUpdate): void {
  for (const [reference, { value, stream }] of json.objects) {
    const { "/Group": group, ...rest } = stream?.dict ?? dictionaryOf(value);
    if (dictionaryOf(resolved(group, json.objects))["/S"] !== "/Transparency") continue;
    if (stream === undefined) update.set(reference, rest);
    else update.setStreamDictionary(reference, rest);
  }
}
