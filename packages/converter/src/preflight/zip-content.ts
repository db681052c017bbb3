import { findExcess } from "./check-zip.ts";
import { openDocument } from "./open-document.ts";
import { openXmlFormat } from "./open-xml-format.ts";
import type { SourceContent } from "./source-content.ts";
import type { SourceLimits } from "./source-limits.ts";
import { ZipArchive, ZipDamaged } from "./zip-archive.ts";

/** What a zip file holds, checked against the limits before anything of size is unpacked. */
export async function zipContent(
  path: string,
  fileBytes: number,
  limits: SourceLimits,
): Promise<SourceContent> {
  try {
    const archive = await ZipArchive.open(path, limits.maxZipEntries);
    try {
      return await contentOf(archive, fileBytes, limits);
    } finally {
      archive.close();
    }
  } catch (error) {
    if (error instanceof ZipDamaged) return { kind: "damaged", problem: error.message };
    throw error;
  }
}

async function contentOf(
  archive: ZipArchive,
  fileBytes: number,
  limits: SourceLimits,
): Promise<SourceContent> {
  const excess = await findExcess(archive, fileBytes, limits);
  if (excess !== undefined) return { kind: "too-complex", problem: excess };
  const found = openDocument(archive);
  if (found?.format !== undefined) {
    return { kind: "document", format: found.format, isEncrypted: found.isEncrypted };
  }
  if (found !== undefined) {
    return { kind: "other", name: `an OpenDocument file of another kind (${found.mediaType})` };
  }
  const format = openXmlFormat(archive);
  if (format !== undefined) return { kind: "document", format, isEncrypted: false };
  return { kind: "other", name: "a zip archive" };
}
