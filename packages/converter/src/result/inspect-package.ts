import type { TargetFormat } from "@platen/core";
import { targetFormats } from "@platen/core";
import { SourceExcess } from "../preflight/source-excess.ts";
import { ZipArchive } from "../preflight/zip-archive.ts";
import { stored } from "../preflight/zip-directory.ts";
import { ZipDamaged } from "../preflight/zip-end.ts";

type PackageFormat = Extract<TargetFormat, "docx" | "odt" | "epub" | "xlsx" | "ods" | "pptx" | "odp">;

/** The part without which a package of its kind says nothing. */
const mainParts = {
  docx: "word/document.xml",
  xlsx: "xl/workbook.xml",
  pptx: "ppt/presentation.xml",
  odt: "content.xml",
  ods: "content.xml",
  odp: "content.xml",
  epub: "META-INF/container.xml",
} as const satisfies Record<PackageFormat, string>;

const maxParts = 100_000;
const firstBytes = 1_024;

/** What is wrong with a package, or undefined: its list can be read, its main part begins as XML, and it names its kind. */
export async function inspectPackage(path: string, format: PackageFormat): Promise<string | undefined> {
  try {
    const archive = ZipArchive.open(path, maxParts);
    try {
      return problemOf(archive, format);
    } finally {
      archive.close();
    }
  } catch (error) {
    if (error instanceof ZipDamaged || error instanceof SourceExcess)
      return `it is no sound zip: ${error.message}`;
    throw error;
  }
}

function problemOf(archive: ZipArchive, format: PackageFormat): string | undefined {
  const main = archive.find(mainParts[format]);
  if (main === undefined) return `it has no part ${mainParts[format]}`;
  if (!startOf(archive, main).trimStart().startsWith("<")) return `its part ${mainParts[format]} is no XML`;
  if (format === "docx" || format === "xlsx" || format === "pptx") return undefined;
  // Readers know OpenDocument and EPUB by their first part, which is not packed.
  const [first] = archive.parts;
  const isNamed =
    first?.name === "mimetype" &&
    first.method === stored &&
    startOf(archive, first) === targetFormats[format].mediaType;
  return isNamed ? undefined : "it does not begin with its media type";
}

function startOf(archive: ZipArchive, part: NonNullable<ReturnType<ZipArchive["find"]>>): string {
  return archive.readPrefix(part, firstBytes).bytes.toString("utf8");
}
