import { visitStartTags } from "../preflight/xml-tags.ts";

/** The numbers of the cell formats of a workbook's styles in which text wraps. */
export function wrappingFormats(styles: string): ReadonlySet<string> {
  const found = new Set<string>();
  let isInFormats = false;
  let count = 0;
  visitStartTags(styles, (tag) => {
    if (tag.name === "cellXfs") isInFormats = true;
    else if (tag.name === "cellStyles" || tag.name === "dxfs") isInFormats = false;
    if (!isInFormats) return;
    if (tag.name === "xf") count += 1;
    if (tag.name === "alignment" && isTrue(tag.attribute("wrapText"))) found.add(String(count - 1));
  });
  return found;
}

/** Whether a sheet has a row without a height in which a cell has one of these formats. */
export function hasWrappedRowWithoutHeight(sheet: string, formats: ReadonlySet<string>): boolean {
  let hasHeight = true;
  let isFound = false;
  visitStartTags(sheet, (tag) => {
    if (isFound) return;
    if (tag.name === "row") hasHeight = tag.attribute("ht") !== undefined;
    else if (tag.name === "c" && !hasHeight) isFound = formats.has(tag.attribute("s") ?? "");
  });
  return isFound;
}

export function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true" || value === "on";
}
