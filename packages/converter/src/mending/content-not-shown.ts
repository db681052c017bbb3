import type { Warning } from "@platen/core";
import { visitStartTags } from "../preflight/xml-tags.ts";
import type { PartReader, ReadPart } from "./part-reader.ts";

/** Something that LibreOffice leaves out. */
export interface Unshown {
  /** In the singular. */
  readonly what: string;
  readonly count: number;
}

export function notShown(found: readonly Unshown[]): Warning[] {
  const named = found.filter(({ count }) => count > 0);
  if (named.length === 0) return [];
  const list = named.map(({ what, count }) => `${count} × ${what}`).join(", ");
  return [{ code: "content_not_shown", message: `LibreOffice cannot show, and so left out: ${list}.` }];
}

/** Of Windows' own signs, or at a place that a font leaves empty. */
export const unknownSymbol = "sign of Wingdings or another symbol font that Unicode does not have";

/** A document of another kind that Word merges when it opens the text. */
export const foreignPart = "part of the text that is stored in another format (altChunk)";

/** Of those parts LibreOffice merges Word documents alone, or from 26.8 on all but web archives, which it shows as code. */
export async function countForeignParts(
  reader: PartReader,
  document: ReadPart,
  mergesParts = false,
): Promise<number> {
  if (!document.bytes.includes("altChunk ")) return 0;
  const links = await reader.read("word/_rels/document.xml.rels");
  const merged = new Set<string>();
  const isMerged = (name: string) => (mergesParts ? !/\.mht(ml)?$/i.test(name) : /\.doc[xm]$/i.test(name));
  if (links !== undefined)
    visitStartTags(links.xml, (tag) => {
      if (isMerged(tag.attribute("Target") ?? "")) merged.add(tag.attribute("Id") ?? "");
    });
  let count = 0;
  visitStartTags(document.xml, (tag) => {
    if (tag.name === "altChunk" && !merged.has(tag.attribute("id") ?? "")) count += 1;
  });
  return count;
}

/** How many pictures the headers and footers of an Excel sheet show. */
export function headerPictures(sheet: string): number {
  let count = 0;
  visitStartTags(sheet, (tag) => {
    if (!/^(odd|even|first)(Header|Footer)$/.test(tag.name)) return;
    const end = Math.min(sheet.indexOf("<", tag.end), tag.end + maxHeaderLetters);
    count += sheet.slice(tag.end, end).split("&amp;G").length - 1;
  });
  return count;
}

const maxHeaderLetters = 4_000;
