import { visitStartTags } from "../preflight/xml-tags.ts";
import { edited, type XmlEdit } from "./xml-edits.ts";

/**
 * A sheet of Excel whose saved view begins with its first cell: asked for one page per sheet, LibreOffice leaves out what
 * the view was scrolled past. Takes the sheet's part, in one pass from left to right; undefined where there is nothing to
 * change.
 */
export function withoutSavedScrolling(xml: string): string | undefined {
  const edits: XmlEdit[] = [];
  visitStartTags(xml, (tag) => {
    if (tag.name !== "sheetView" && tag.name !== "pane") return;
    const text = xml.slice(tag.start, tag.end);
    const scrolled = /\stopLeftCell\s{0,9}=\s{0,9}("[^"]*"|'[^']*')/.exec(text);
    if (scrolled === null) return;
    const at = tag.start + scrolled.index;
    edits.push({ at, to: at + scrolled[0].length, text: "" });
  });
  return edited(xml, edits);
}
