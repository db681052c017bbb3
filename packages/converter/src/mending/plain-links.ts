import { visitStartTags } from "../preflight/xml-tags.ts";

export const signsOfLinks = ["hyperlink ", "HYPERLINK"];

/**
 * Whether a part of a Word document has a link whose text has no character style: LibreOffice draws it, but makes it no
 * link in a PDF. In one pass from left to right; a link that another one is in counts, which costs only time.
 */
export function hasPlainLink(xml: string): boolean {
  let isFound = false;
  let isPending = false;
  let isLink = false;
  visitStartTags(xml, (tag) => {
    if (isFound) return;
    const { name } = tag;
    if (name === "hyperlink") isLink = true;
    else if (name === "fldSimple") isLink = /HYPERLINK/i.test(tag.attribute("instr") ?? "");
    else if (name === "instrText") isPending ||= /HYPERLINK/i.test(xml.slice(tag.end, tag.end + 40));
    else if (name === "fldChar") {
      const kind = tag.attribute("fldCharType");
      if (kind === "separate" && isPending) isLink = true;
      if (kind !== "begin") isPending = false;
      if (kind === "end") isLink = false;
    } else if (name === "p") isLink = false;
    else if (name === "rStyle") isLink = false;
    else if (name === "t" && isLink) isFound = true;
  });
  return isFound;
}
