import type { Metadata } from "./change.ts";
import {
  dictionaryOf,
  isReference,
  type PdfDictionary,
  type PdfValue,
  type QpdfJson,
  textOf,
} from "./qpdf-json.ts";

/** The dictionary that a PDF has for its own facts. */
export function infoOf({ trailer, objects }: QpdfJson): PdfDictionary {
  const info = trailer["/Info"];
  return dictionaryOf(isReference(info) ? objects.get(info)?.value : info);
}

/** Its texts, without the slash of the names. A name such as `/True` counts as a text. */
export function metadataOf(info: PdfDictionary): Metadata {
  const texts = Object.entries(info).flatMap(([key, value]) => {
    const text = textOf(value) ?? (typeof value === "string" ? value.replace(/^\//, "") : undefined);
    return text === undefined ? [] : [[key.slice(1), text]];
  });
  return Object.fromEntries(texts);
}

/** The dictionary of these texts, with what it had that is no text. */
export function infoWith(info: PdfDictionary, metadata: Metadata): PdfDictionary {
  const all: Record<string, PdfValue> = { ...info };
  for (const [name, text] of Object.entries(metadata)) {
    const given = `/${name}`;
    // qpdf encodes every other sign that a name cannot have.
    const key = given.replaceAll("#", "#23");
    if (key !== given) delete all[given];
    if (text === "") delete all[key];
    else all[key] = name === "Trapped" ? `/${text}` : `u:${text}`;
  }
  return all;
}
