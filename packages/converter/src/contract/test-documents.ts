import type { SourceFormat } from "@platen/core";
import {
  createMarkup,
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

const made = {
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
  svg: () => createMarkup("svg", greeting),
  mml: () => createMarkup("mml", greeting),
} as const satisfies Partial<Record<SourceFormat, () => Uint8Array>>;

export type MadeFormat = keyof typeof made | "ppt" | "pps" | "doc" | "xls";

/** A one-page document of a format. */
export async function documentOf(format: MadeFormat): Promise<Document> {
  if (format === "pps") return { ...(await documentOf("ppt")), format };
  if (format === "ppt" || format === "doc" || format === "xls") {
    const [from, make] = legacy[format];
    return { bytes: await saveWithOffice(make(), { from, to: format }), format };
  }
  return { bytes: made[format](), format };
}

/** Those that most documents have. */
export const usualFormats = [...Object.keys(made), "ppt", "pps", "doc", "xls"].filter(
  (format) => format !== "svg" && format !== "mml",
) as MadeFormat[];

export function plainText(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
