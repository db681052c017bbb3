/** Which program of LibreOffice opens a source. */
export const officeFamilies = ["presentation", "text", "sheet", "drawing", "formula"] as const;

export type OfficeFamily = (typeof officeFamilies)[number];

/** Decides what a source can become. A PDF is opened by no program of LibreOffice. */
export const families = [...officeFamilies, "pdf"] as const;

export type Family = (typeof families)[number];

export interface FormatFacts {
  /** Of nearly every document of the format. */
  readonly family: Family;
  /** As registered with IANA, or as it is used. */
  readonly mediaType: string;
  /** What LibreOffice needs for it besides its programs for texts, sheets, slides and drawings. */
  readonly needs?: string;
}

type Rows<F extends Family> = Readonly<Record<string, FormatFacts & { readonly family: F }>>;

/** Rows of one family, by extension. */
export function rowsOf<F extends Family, const T extends Readonly<Record<string, string>>>(
  family: F,
  mediaTypes: T,
  needs?: string,
): { readonly [Extension in keyof T]: FormatFacts & { readonly family: F } } {
  const rows: Record<string, Rows<F>[string]> = {};
  for (const [extension, mediaType] of Object.entries(mediaTypes))
    rows[extension] = { family, mediaType, ...(needs !== undefined && { needs }) };
  return rows as { readonly [Extension in keyof T]: Rows<F>[string] };
}

export const openXml = "application/vnd.openxmlformats-officedocument";
export const openDocument = "application/vnd.oasis.opendocument";
/** OpenOffice.org 1. */
export const sunXml = "application/vnd.sun.xml";
