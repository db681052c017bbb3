import type { Warning } from "@platen/core";
import { decodeXml } from "./xml-prolog.ts";
import { type StartTag, visitStartTags } from "./xml-tags.ts";
import type { ZipArchive, ZipPart } from "./zip-archive.ts";

/** More than documents have that people write; what lies beyond is not looked at. */
const maxPartBytes = 16_777_216;
const maxBytes = 33_554_432;

/** What a package holds that will not be in its PDF, on purpose: macros do not run, and nothing outside is fetched. */
export async function packageWarnings(archive: ZipArchive): Promise<Warning[]> {
  const hasMacros = archive.parts.some(({ name }) => isMacroPart(name));
  const links = await countLinks(archive);
  return [...(hasMacros ? [macrosIgnored] : []), ...(links > 0 ? [linksNotFollowed(links)] : [])];
}

function isMacroPart(name: string): boolean {
  if (name.slice(name.lastIndexOf("/") + 1).toLowerCase() === "vbaproject.bin") return true;
  if (!name.startsWith("Basic/") && !name.startsWith("Scripts/")) return false;
  // A library's own folder is always there.
  const [, library = "", module = ""] = name.split("/", 3);
  return library !== "" && module !== "";
}

/** Links that a person may click are not among them: those stay as they are. */
async function countLinks(archive: ZipArchive): Promise<number> {
  let count = 0;
  let bytesLeft = maxBytes;
  for (const part of archive.parts) {
    const isLink = linkKindOf(part);
    if (isLink === undefined || bytesLeft <= 0) continue;
    const { bytes } = await archive.readStart(part, Math.min(maxPartBytes, bytesLeft));
    bytesLeft -= bytes.length;
    visitStartTags(decodeXml(bytes), (tag) => {
      if (isLink(tag)) count += 1;
    });
  }
  return count;
}

function linkKindOf({ name, isReadable }: ZipPart): ((tag: StartTag) => boolean) | undefined {
  if (!isReadable) return undefined;
  if (name.endsWith(".rels")) return isOpenXmlLink;
  return name === "content.xml" || name === "styles.xml" ? isOpenDocumentLink : undefined;
}

function isOpenXmlLink(tag: StartTag): boolean {
  if (tag.name !== "Relationship" || tag.attribute("TargetMode") !== "External") return false;
  return !(tag.attribute("Type") ?? "").endsWith("/hyperlink");
}

const contentElements = new Set([
  ...["image", "object", "object-ole", "plugin", "floating-frame", "applet", "fill-image"].map(
    (name) => `draw:${name}`,
  ),
  "text:section-source",
  "table:table-source",
  "table:cell-range-source",
  "presentation:sound",
  "style:background-image",
]);

/** Addresses that begin with a scheme, a slash or two dots lead out of the package. */
export function isOpenDocumentLink(tag: StartTag): boolean {
  if (!contentElements.has(tag.fullName)) return false;
  return /^(?:[a-z][a-z0-9+.-]{1,40}:|\.\.\/|\/)/i.test(tag.attribute("href") ?? "");
}

export const macrosIgnored: Warning = {
  code: "macros_ignored",
  message: "The document has macros. They were not run.",
};

export function linksNotFollowed(count: number): Warning {
  const what = count === 1 ? "1 link" : `${count} links`;
  return {
    code: "links_not_followed",
    message: `The document has ${what} to content outside of it. Nothing was fetched, so their content may be missing.`,
    count,
  };
}

/** Of a text in which nothing says how its letters are stored. */
export function encodingGuessed(encoding: string): Warning {
  return {
    code: "encoding_guessed",
    values: { encoding },
    message: `The text does not say how its letters are stored. It was read as ${encoding}. If letters are wrong, convert it again with the right one as option encoding, such as windows-1251 or shift_jis.`,
  };
}
