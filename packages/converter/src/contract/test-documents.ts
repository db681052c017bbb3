import { type SourceFormat, sourceFormats } from "@platen/core";
import {
  createOpenDocument,
  createPresentation,
  createRichText,
  createWordDocument,
  createWorkbook,
} from "@platen/test-documents";
import { saveWithOffice } from "../../test-support/save-with-office.ts";
import type { Document } from "./converting.ts";

/** A word that every document of `everyFormat` says. */
export const greeting = "Jambo";

const legacy = {
  ppt: ["pptx", () => createPresentation({ slides: [{ title: greeting }] })],
  doc: ["rtf", () => createRichText([greeting])],
  xls: ["xlsx", () => createWorkbook({ rows: [[greeting, 1]] })],
} as const;

const made: Readonly<Record<Exclude<SourceFormat, "ppt" | "pps" | "doc" | "xls">, () => Uint8Array>> = {
  pptx: () => createPresentation({ slides: [{ title: greeting }] }),
  pptm: () => createPresentation({ slides: [{ title: greeting }], kind: "pptm" }),
  ppsx: () => createPresentation({ slides: [{ title: greeting }], kind: "ppsx" }),
  odp: () => createOpenDocument({ kind: "odp", texts: [greeting] }),
  docx: () => createWordDocument({ paragraphs: [{ text: greeting }] }),
  docm: () => createWordDocument({ paragraphs: [{ text: greeting }], kind: "docm" }),
  odt: () => createOpenDocument({ kind: "odt", texts: [greeting] }),
  rtf: () => createRichText([greeting]),
  txt: () => plainText(greeting),
  xlsx: () => createWorkbook({ rows: [[greeting, 1]] }),
  xlsm: () => createWorkbook({ rows: [[greeting, 1]], kind: "xlsm" }),
  ods: () => createOpenDocument({ kind: "ods", texts: [greeting] }),
  csv: () => plainText(`${greeting},1\n`),
};

/** A one-page document of every format that can be converted. */
export async function documentOf(format: SourceFormat): Promise<Document> {
  if (format === "pps") return { ...(await documentOf("ppt")), format };
  if (format === "ppt" || format === "doc" || format === "xls") {
    const [from, make] = legacy[format];
    return { bytes: await saveWithOffice(make(), { from, to: format }), format };
  }
  return { bytes: made[format](), format };
}

export const allFormats = Object.keys(sourceFormats) as SourceFormat[];

export function plainText(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
