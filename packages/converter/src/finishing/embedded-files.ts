import {
  type ConversionAttachment,
  type EmbedMetadata,
  type EmbedsMetadata,
  UniqueNames,
} from "@platen/core";
import type { EmbeddedFile } from "../pdf-tools/operations/operation.ts";

/** Names that the standards of electronic invoices and orders have for their data, which say the same as the pages. */
const invoices: ReadonlySet<string> = new Set([
  ...["factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "order-x.xml", "cii.xml"],
]);

/** Readers tell embedded files apart by their names. */
export function embeddedFiles(
  files: readonly ConversionAttachment[],
  metadata: EmbedsMetadata,
): EmbeddedFile[] {
  const names = new UniqueNames();
  return files.map(({ path, filename, mediaType }) => {
    const usual = usualOf(filename, mediaType);
    const { mimeType = usual.mimeType, relationship = usual.relationship } = metadata.get(filename) ?? {};
    return {
      ...{ path, name: names.take(filename), mediaType: mimeType },
      ...(relationship !== undefined && { relationship }),
    };
  });
}

function usualOf(filename: string, mediaType: string): EmbedMetadata & { readonly mimeType: string } {
  if (!invoices.has(filename.toLowerCase())) return { mimeType: mediaType };
  const isTold = mediaType !== "application/octet-stream";
  return { mimeType: isTold ? mediaType : "text/xml", relationship: "Alternative" };
}
