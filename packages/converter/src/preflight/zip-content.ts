import { findEntities, findExcess } from "./check-zip.ts";
import { openDocument } from "./open-document.ts";
import { openXmlFormat } from "./open-xml-format.ts";
import type { SourceContent } from "./source-content.ts";
import { SourceExcess } from "./source-excess.ts";
import type { SourceLimits } from "./source-limits.ts";
import { packageWarnings } from "./source-warnings.ts";
import { ZipArchive } from "./zip-archive.ts";
import { ZipDamaged } from "./zip-end.ts";

/** What a zip file holds, checked against the limits before anything of size is unpacked. */
export async function zipContent(
  path: string,
  fileBytes: number,
  limits: SourceLimits,
): Promise<SourceContent> {
  try {
    const archive = ZipArchive.open(path, limits.maxZipEntries);
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
  // A password of the archive itself, which no office program gives, or that of Pages, Numbers and Keynote.
  if (archive.parts.some(({ isEncrypted }) => isEncrypted) || isLockedByApple(archive))
    return { kind: "encrypted-open-xml", encryption: "unknown" };
  const excess = await findExcess(archive, fileBytes, limits);
  if (excess !== undefined) throw new SourceExcess(excess);
  const found = await openDocument(archive);
  if (found !== undefined && found.format === undefined) {
    return {
      kind: "other",
      name: `an OpenDocument file of another kind (${found.mediaType})`,
      isKnown: true,
    };
  }
  const format = found?.format ?? (await openXmlFormat(archive));
  if (format === undefined) {
    const excess = await findEntities(archive, false);
    return { kind: "other", name: "a zip archive", container: "zip", excess };
  }
  const encryption = found?.encryption ?? "none";
  const isEncrypted = encryption !== "none";
  const entities = await findEntities(archive, isEncrypted);
  if (entities !== undefined) throw new SourceExcess(entities);
  const warnings = isEncrypted ? [] : await packageWarnings(archive);
  return { kind: "document", format, encryption, warnings };
}

/** By ways of packing of their own until 2009, later by what proves the password. */
function isLockedByApple(archive: ZipArchive): boolean {
  return archive.find(".iwpv2") !== undefined || archive.parts.some(({ method }) => appleMethods.has(method));
}

const appleMethods: ReadonlySet<number> = new Set([25_451, 25_452]);
