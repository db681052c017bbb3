import { visitStartTags } from "../preflight/xml-tags.ts";
import { edited, type XmlEdit } from "./xml-edits.ts";

/**
 * A slide whose labels stand where they were put: LibreOffice makes a shape fit a text that does not wrap when it opens
 * it, to both sides alike, where PowerPoint leaves it as it is. Takes a part, in one pass from left to right; undefined
 * where there is nothing to change.
 */
export function withFixedLabels(xml: string): string | undefined {
  const edits: XmlEdit[] = [];
  let isUnwrapped = false;
  visitStartTags(xml, (tag) => {
    if (tag.name === "bodyPr")
      isUnwrapped = tag.attribute("wrap") === "none" && (tag.attribute("vert") ?? "horz") === "horz";
    else if (tag.name === "p") isUnwrapped = false;
    else if (tag.name === "spAutoFit" && isUnwrapped && xml[tag.end - 2] === "/")
      edits.push({ at: tag.start, to: tag.end, text: "" });
  });
  return edited(xml, edits);
}
