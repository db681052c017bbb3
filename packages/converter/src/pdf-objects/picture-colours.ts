import { dictionaryOf, type PdfUpdate, type QpdfJson, resolved } from "./qpdf-json.ts";

/** Where the colours of a picture are while qpdf makes a JPEG of it. */
const kept = "/PLATEN_ColorSpace";

/** What the numbers of pictures mean without their profile, by how many there are for each point. */
const plain: Readonly<Record<string, string>> = { "1": "/DeviceGray", "3": "/DeviceRGB", "4": "/DeviceCMYK" };

/** qpdf makes no JPEG of a picture whose colours have a profile, though its numbers stay the same ones. */
export function hideColourProfiles({ objects }: QpdfJson, update: PdfUpdate): void {
  for (const [reference, { stream }] of objects) {
    const dict = stream?.dict ?? {};
    if (dict["/Subtype"] !== "/Image") continue;
    const colours = resolved(dict["/ColorSpace"], objects);
    const [kind, profile] = Array.isArray(colours) ? colours : [];
    if (kind !== "/ICCBased" || typeof profile !== "string") continue;
    const name = plain[String(dictionaryOf(objects.get(profile)?.stream?.dict)["/N"])];
    if (name === undefined) continue;
    update.setStreamDictionary(reference, {
      ...dict,
      "/ColorSpace": name,
      [kept]: dict["/ColorSpace"] ?? null,
    });
  }
}

export function restoreColourProfiles({ objects }: QpdfJson, update: PdfUpdate): void {
  for (const [reference, { stream }] of objects) {
    const { [kept]: colours, ...dict } = stream?.dict ?? {};
    if (colours !== undefined && dict["/Subtype"] === "/Image")
      update.setStreamDictionary(reference, { ...dict, "/ColorSpace": colours });
  }
}
