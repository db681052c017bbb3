import { isRecord, jsonOf, type Parsed, wrong } from "./parsed.ts";

/** What a file that is put into a PDF is to the document, as ISO 32000-2 (7.11.3) names it. */
export const fileRelationships = [
  ...["Source", "Data", "Alternative", "Supplement", "EncryptedPayload", "FormData", "Schema", "Unspecified"],
] as const;

/** What a PDF tells of a file in it. */
export interface EmbedMetadata {
  readonly mimeType?: string;
  readonly relationship?: string;
}

/** By the names of the files. */
export type EmbedsMetadata = ReadonlyMap<string, EmbedMetadata>;

const mimeTypes = /^[A-Za-z0-9][A-Za-z0-9.+-]{0,60}\/[A-Za-z0-9][A-Za-z0-9.+-]{0,100}$/;

/** From JSON such as {"invoice.xml": {"mimeType": "text/xml", "relationship": "Alternative"}}. */
export function readEmbedsMetadata(given: string): Parsed<EmbedsMetadata> {
  const value = jsonOf(given);
  const example = '{"invoice.xml": {"mimeType": "text/xml", "relationship": "Alternative"}}';
  if (!isRecord(value)) return wrong(`must be JSON such as ${example}.`);
  const metadata = new Map<string, EmbedMetadata>();
  for (const [filename, one] of Object.entries(value)) {
    const { mimeType, relationship, ...others } = isRecord(one) ? one : { none: one };
    if (Object.keys(others).length > 0) return wrong("may have mimeType and relationship for each file.");
    if (mimeType !== undefined && !(typeof mimeType === "string" && mimeTypes.test(mimeType)))
      return wrong("must have as mimeType a media type such as text/xml.");
    if (relationship !== undefined && !fileRelationships.some((known) => known === relationship))
      return wrong(`must have as relationship one of ${fileRelationships.join(", ")}.`);
    metadata.set(filename, one as EmbedMetadata);
  }
  return { ok: true, value: metadata };
}
