import type { Warning } from "@platen/core";
import { visitStartTags } from "../preflight/xml-tags.ts";

export interface HiddenSheets {
  /** Sheets that are hidden, by a person or by a macro. */
  readonly count: number;
  /** The workbook without their print areas; undefined where there is nothing to change. */
  readonly workbook: string | undefined;
}

/**
 * LibreOffice prints a sheet that has a print area though it is hidden. Takes a workbook's part and leaves the print
 * areas of hidden sheets out, in one pass from left to right.
 */
export function withoutHiddenPrintAreas(workbook: string): HiddenSheets {
  const isHidden: boolean[] = [];
  let hasAreas = false;
  visitStartTags(workbook, (tag) => {
    if (tag.name === "sheet") isHidden.push(/^(hidden|veryHidden)$/.test(tag.attribute("state") ?? ""));
    if (tag.name === "definedName" && isArea(tag.attribute("name"))) hasAreas = true;
  });
  const count = isHidden.filter(Boolean).length;
  if (count === 0 || !hasAreas) return { count, workbook: undefined };
  const kept = withoutElements(workbook, (name, sheet) => isArea(name) && isHidden[sheet] === true);
  return { count, workbook: kept === workbook ? undefined : kept };
}

function isArea(name: string | undefined): boolean {
  return name?.toLowerCase() === "_xlnm.print_area";
}

/** Defined names hold text alone, so that the next end of one is its own. */
function withoutElements(
  xml: string,
  isUnwanted: (name: string | undefined, sheet: number) => boolean,
): string {
  let kept = "";
  let from = 0;
  const start = /<(?:[\w.-]+:)?definedName[\s/>]/g;
  for (let found = start.exec(xml); found !== null; found = start.exec(xml)) {
    let unwanted = false;
    const open = xml.indexOf(">", found.index);
    if (open === -1) break;
    visitStartTags(xml.slice(found.index, open + 1), (tag) => {
      const sheet = tag.attribute("localSheetId");
      unwanted = sheet !== undefined && isUnwanted(tag.attribute("name"), Number(sheet));
    });
    const close = xml.indexOf("definedName>", open);
    const end = xml[open - 1] === "/" ? open + 1 : close === -1 ? -1 : close + "definedName>".length;
    if (end === -1) break;
    if (unwanted) {
      kept += xml.slice(from, found.index);
      from = end;
    }
    start.lastIndex = end;
  }
  return kept + xml.slice(from);
}

export function sheetsHidden(count: number): Warning[] {
  if (count === 0) return [];
  const what = count === 1 ? "1 sheet is" : `${count} sheets are`;
  return [{ code: "sheets_hidden", message: `${what} hidden and not in the result.`, count }];
}
