import { type StartTag, visitStartTags } from "../preflight/xml-tags.ts";
import { edited, type XmlEdit } from "./xml-edits.ts";

export interface HiddenOpenSheets {
  /** Sheets that are hidden. */
  readonly count: number;
  /** The content without their print ranges; undefined where there is nothing to change. */
  readonly content: string | undefined;
}

/** The same as `withoutHiddenPrintAreas`, of OpenDocument: a sheet is hidden by its style. */
export function withoutHiddenPrintRanges(content: string): HiddenOpenSheets {
  const hiddenStyles = new Set<string | undefined>();
  const edits: XmlEdit[] = [];
  let style: string | undefined;
  let count = 0;
  visitStartTags(content, (tag) => {
    if (tag.fullName === "style:style") style = tag.attribute("name");
    else if (tag.fullName === "style:table-properties" && tag.attribute("display") === "false")
      hiddenStyles.add(style);
    else if (tag.fullName === "table:table" && hiddenStyles.has(tag.attribute("style-name"))) {
      count += 1;
      edits.push(...withoutRanges(content, tag));
    }
  });
  return { count, content: edited(content, edits) };
}

function withoutRanges(content: string, { start, end }: StartTag): XmlEdit[] {
  const found = /\stable:print-ranges\s*=\s*(?:"[^"]*"|'[^']*')/.exec(content.slice(start, end));
  if (found === null) return [];
  const at = start + found.index;
  return [{ at, to: at + found[0].length, text: "" }];
}
