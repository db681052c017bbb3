import { dictionaryOf, type PdfUpdate, type QpdfJson, resolved, textOf } from "../qpdf-json.ts";

/** Bits of an annotation's flags. */
const flags = { invisible: 1, hidden: 2, print: 4, noView: 32, toggleNoView: 256 };
const { invisible, hidden, noView, toggleNoView } = flags;

/** A small yellow sheet with a frame. */
const note = "1 1 0.6 rg 0.4 0.4 0.2 RG 1 w 1 1 18 18 re B";
const noteForm = { "/Type": "/XObject", "/Subtype": "/Form", "/BBox": [0, 0, 20, 20], "/Resources": {} };

/**
 * Lets annotations be printed and shown, as every level of PDF/A asks for, and gives comments a look of their own,
 * which LibreOffice leaves to the reader.
 */
export function mendAnnotations({ objects }: QpdfJson, update: PdfUpdate): void {
  let look: string | undefined;
  for (const [reference, { value }] of objects) {
    const annotation = dictionaryOf(value);
    if (annotation["/Type"] !== "/Annot") continue;
    const { "/F": given } = annotation;
    const old = typeof given === "number" ? given : 0;
    const shown = (old | flags.print) & ~(invisible | hidden | noView | toggleNoView);
    const isBare = annotation["/Subtype"] === "/Text" && annotation["/AP"] === undefined;
    if (isBare && look === undefined) {
      look = update.next();
      update.setStream(look, noteForm, Buffer.from(note));
    }
    if (shown === given && !isBare) continue;
    update.set(reference, { ...annotation, "/F": shown, ...(isBare && look && { "/AP": { "/N": look } }) });
  }
}

/** Lets readers go from one annotation to the next as the tags do; LibreOffice 7.4 writes that as a text, which says nothing. */
export function orderByTags({ objects }: QpdfJson, update: PdfUpdate): void {
  for (const [reference, { value }] of objects) {
    const page = dictionaryOf(value);
    if (page["/Type"] === "/Page") update.set(reference, { ...page, "/Tabs": "/S" });
  }
}

/** Says of links where they lead, which PDF/UA asks for, and LibreOffice since 25 does not. */
export function describeLinks({ objects }: QpdfJson, update: PdfUpdate): void {
  for (const [reference, { value }] of objects) {
    const link = dictionaryOf(value);
    if (link["/Subtype"] !== "/Link" || textOf(link["/Contents"])) continue;
    const address = textOf(dictionaryOf(resolved(link["/A"], objects))["/URI"]);
    update.set(reference, { ...link, "/Contents": `u:${address ?? "To another place of this document"}` });
  }
}
