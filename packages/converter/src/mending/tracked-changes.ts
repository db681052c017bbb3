import { visitStartTags } from "../preflight/xml-tags.ts";

const ofWord = new Set([
  ...["ins", "del", "moveFrom", "moveTo"],
  ...["rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange"],
]);

/** How many tracked changes the main part of a text has, of Word or OpenDocument. */
export function countChanges(xml: string): number {
  let count = 0;
  visitStartTags(xml, (tag) => {
    // A change of Word has an author; elements of mathematics and others are named like some.
    if (ofWord.has(tag.name) ? tag.attribute("author") !== undefined : tag.name === "changed-region")
      count += 1;
  });
  return count;
}
