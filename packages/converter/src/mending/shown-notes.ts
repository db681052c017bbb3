import { type StartTag, visitStartTags } from "../preflight/xml-tags.ts";

/** A cell by the numbers of its sheet, column and row, from 0 up. */
export type CellPlace = readonly [sheet: number, column: number, row: number];

export const signsOfNotes = ['office:display="true"', "office:display='true'"];

/** Nobody reads a page with more. */
const maxNotes = 1_000;

/** The cells of an OpenDocument sheet whose notes stand beside them. Takes the content, in one pass from left to right. */
export function shownNotes(content: string): CellPlace[] {
  const found: CellPlace[] = [];
  let [sheet, row, rowAfter, column, columnAfter] = [-1, 0, 0, 0, 0];
  visitStartTags(content, (tag) => {
    switch (tag.fullName) {
      case "table:table":
        sheet += 1;
        [row, rowAfter] = [0, 0];
        break;
      case "table:table-row":
        row = rowAfter;
        rowAfter = row + repeats(tag, "number-rows-repeated");
        [column, columnAfter] = [0, 0];
        break;
      case "table:table-cell":
      case "table:covered-table-cell":
        column = columnAfter;
        columnAfter = column + repeats(tag, "number-columns-repeated");
        break;
      case "office:annotation":
        if (tag.attribute("display") === "true" && found.length < maxNotes) found.push([sheet, column, row]);
    }
  });
  return found.filter((place) => place.every((number) => number >= 0 && number <= maxNumber));
}

/** LibreOffice has no sheets with more rows. */
const maxNumber = 1_048_576;

function repeats(tag: StartTag, attribute: string): number {
  const number = Number(tag.attribute(attribute) ?? 1);
  return Number.isSafeInteger(number) && number >= 1 && number <= maxNumber ? number : 1;
}
