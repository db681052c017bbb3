import type { Metadata } from "../change.ts";
import { infoOf, infoWith, metadataOf } from "../info.ts";
import {
  dictionaryOf,
  isReference,
  type PdfDictionary,
  type PdfUpdate,
  type QpdfJson,
  resolved,
} from "../qpdf-json.ts";
import { withoutControls, xmpOf } from "../xmp.ts";
import { type Conformance, claimsFor } from "./conformance.ts";
import { srgbProfile } from "./srgb-profile.ts";

/**
 * Writes the claim into the PDF, and its own facts in the same words in both of their places. Some LibreOffices claim
 * another level than was asked for, others contradict themselves in dates or write XML that is none.
 */
export function claimConformance(json: QpdfJson, conformance: Conformance, update: PdfUpdate): void {
  const { trailer, objects } = json;
  const root = trailer["/Root"];
  if (!isReference(root)) return;
  const info = infoOf(json);
  const metadata = titled(cleaned(metadataOf(info)), conformance);
  const catalog = dictionaryOf(objects.get(root)?.value);
  const place = catalog["/Metadata"];
  const xmp = isReference(place) ? place : update.next();
  const intents = catalog["/OutputIntents"] ?? [addOutputIntent(update)];
  const preferences = dictionaryOf(resolved(catalog["/ViewerPreferences"], objects));
  update.set(root, {
    ...passive(catalog, objects),
    ...{ "/Metadata": xmp, "/OutputIntents": intents },
    ...(conformance.pdfua && { "/ViewerPreferences": { ...preferences, "/DisplayDocTitle": true } }),
  });
  const content = Buffer.from(xmpOf(metadata, claimsFor(conformance)));
  update.setStream(xmp, { "/Type": "/Metadata", "/Subtype": "/XML" }, content);
  const infoPlace = trailer["/Info"];
  if (conformance.pdfa === "4") {
    const { "/Info": _obsolete, ...rest } = trailer;
    update.setTrailer(rest);
  } else if (isReference(infoPlace)) update.set(infoPlace, infoWith(info, metadata));
}

/** A PDF that was merged of others has none any more. */
function addOutputIntent(update: PdfUpdate): string {
  const [profile, intent] = [update.next(), update.next()];
  update.setStream(profile, { "/N": 3 }, srgbProfile());
  update.set(intent, {
    "/Type": "/OutputIntent",
    "/S": "/GTS_PDFA1",
    "/OutputConditionIdentifier": "u:sRGB IEC61966-2.1",
    "/Info": "u:sRGB IEC61966-2.1",
    "/DestOutputProfile": profile,
  });
  return intent;
}

function titled(metadata: Metadata, { pdfua, title }: Conformance): Metadata {
  if (!pdfua || metadata.Title || title === undefined) return metadata;
  return { ...metadata, Title: withoutControls(title) };
}

function cleaned(metadata: Metadata): Metadata {
  return Object.fromEntries(Object.entries(metadata).map(([name, text]) => [name, withoutControls(text)]));
}

/** What opening the PDF would start is left out. A place to open it at is no action. */
function passive(
  { "/AA": _, "/OpenAction": open, ...catalog }: PdfDictionary,
  objects: QpdfJson["objects"],
): PdfDictionary {
  const action = dictionaryOf(resolved(open, objects))["/S"];
  const isPlace = open !== undefined && (action === undefined || action === "/GoTo");
  const { "/JavaScript": _script, ...names } = dictionaryOf(resolved(catalog["/Names"], objects));
  return {
    ...catalog,
    ...(isPlace && { "/OpenAction": open }),
    ...(catalog["/Names"] !== undefined && { "/Names": names }),
  };
}
