import { open } from "node:fs/promises";
import type { SourceFormat, Warning } from "@platen/core";
import { CompoundFile, CompoundFileDamaged } from "../preflight/compound-file.ts";
import { ZipArchive, ZipDamaged, type ZipPart } from "../preflight/zip-archive.ts";

/** More than any document has that people write; the rest is not looked at. */
const maxParts = 5_000;
const maxPartBytes = 1_048_576;

const openXmlLink = /<Relationship\b[^>]*TargetMode="External"[^>]*>/g;
const openDocumentLink =
  /<(?:draw:(?:image|object|object-ole|plugin|floating-frame|applet|fill-image)|text:section-source|table:(?:table|cell-range)-source|presentation:sound|style:background-image)\b[^>]*xlink:href="(?:[a-z][a-z0-9+.-]+:|\.\.?\/|\/)/gi;

/** What a source holds that is not in its PDF, on purpose: macros do not run, and nothing outside is fetched. */
export async function sourceWarnings(path: string, format: SourceFormat): Promise<Warning[]> {
  try {
    return legacyFormats.has(format) ? await legacyWarnings(path) : await packageWarnings(path);
  } catch (error) {
    // LibreOffice reads what is not quite sound, too; there is nothing to tell about it then.
    if (error instanceof ZipDamaged || error instanceof CompoundFileDamaged) return [];
    throw error;
  }
}

const legacyFormats: ReadonlySet<SourceFormat> = new Set(["doc", "ppt", "pps", "xls"]);

async function legacyWarnings(path: string): Promise<Warning[]> {
  const file = await open(path, "r");
  try {
    const compound = await CompoundFile.open(file);
    return compound.has("_VBA_PROJECT") ? [macrosIgnored] : [];
  } finally {
    await file.close();
  }
}

async function packageWarnings(path: string): Promise<Warning[]> {
  const archive = await ZipArchive.open(path, maxParts);
  try {
    const hasMacros = archive.parts.some(({ name }) => isMacroPart(name));
    const links = archive.parts.reduce((sum, part) => sum + countLinks(archive, part), 0);
    return [...(hasMacros ? [macrosIgnored] : []), ...(links > 0 ? [linksNotFollowed(links)] : [])];
  } finally {
    archive.close();
  }
}

function isMacroPart(name: string): boolean {
  return /(^|\/)vbaProject\.bin$/i.test(name) || /^(Basic|Scripts)\/.+\/.+/.test(name);
}

/** Links that a person may click are not among them: those stay as they are. */
function countLinks(archive: ZipArchive, part: ZipPart): number {
  if (!part.isReadable) return 0;
  if (part.name.endsWith(".rels")) {
    const links = textOf(archive, part).match(openXmlLink) ?? [];
    return links.filter((link) => !/\/hyperlink"/.test(link)).length;
  }
  if (part.name !== "content.xml" && part.name !== "styles.xml") return 0;
  return textOf(archive, part).match(openDocumentLink)?.length ?? 0;
}

function textOf(archive: ZipArchive, part: ZipPart): string {
  return archive.readStart(part, maxPartBytes).toString("utf8");
}

const macrosIgnored: Warning = {
  code: "macros_ignored",
  message: "The document has macros. They were not run.",
};

function linksNotFollowed(count: number): Warning {
  const what = count === 1 ? "1 link" : `${count} links`;
  return {
    code: "links_not_followed",
    message: `The document has ${what} to content outside of it. Nothing was fetched, so their content may be missing.`,
  };
}
