import type { ConversionOptions, Family } from "@platen/core";
import { familyOf, type SourceFacts } from "../preflight/inspect-source.ts";
import type { Needs } from "../preflight/needs.ts";
import { pageSteps } from "./page-steps.ts";
import type { Step } from "./step.ts";

/** What LibreOffice is to do to the document, because it was asked for or because the document needs it. */
export function stepsFor(options: ConversionOptions, facts: SourceFacts): Step[] {
  const own = stepsOfFamily[familyOf(facts)];
  return own(options, facts);
}

const stepsOfFamily: Readonly<Record<Family, (options: ConversionOptions, facts: SourceFacts) => Step[]>> = {
  presentation: () => [],
  drawing: () => [],
  formula: () => [],
  pdf: () => [],
  text: (options, { needs }) => [
    ...changeSteps(options),
    ...pageSteps(options),
    ...(needs?.ownName === true ? [["ownName"] as const] : []),
    ...indexSteps(options.updateIndexes, needs?.indexes),
    // Last: an index that is written anew has links of its own.
    ...(needs?.links === true ? [["links"] as const] : []),
  ],
  sheet: (options, facts) => [
    ...contentSteps(facts.needs),
    ...sheetSteps(options, facts),
    ...pageSteps(options),
    ...(options.fitWidth === true ? [["fitWidth"] as const] : []),
  ],
};

function changeSteps({ changes }: ConversionOptions): Step[] {
  if (changes === "accepted") return [["acceptChanges"]];
  return changes === "original" ? [["rejectChanges"]] : [];
}

/** Last, because everything before may move pages. */
function indexSteps(wanted: boolean | undefined, needed: Needs["indexes"]): Step[] {
  if (wanted === true || (wanted === undefined && needed === "all"))
    return [["updateFields"], ["updateIndexes", "all"]];
  return wanted === undefined && needed === "empty" ? [["updateIndexes", "empty"]] : [];
}

/** Heights come after the values, which may be longer. */
function contentSteps({ calculation, rowHeights, hiddenSheets, notes = [] }: Needs = {}): Step[] {
  return [
    ...notes.map((place) => ["note", ...place] as const),
    ...(hiddenSheets === true ? [["hiddenSheets"] as const] : []),
    ...(calculation === true ? [["calculate"] as const] : []),
    ...(rowHeights === true ? [["rowHeights"] as const] : []),
  ];
}

function sheetSteps({ gridlines, headings, headerLine }: ConversionOptions, { format }: SourceFacts): Step[] {
  return [
    ...(headerLine === true && format === "csv" ? [["headerLine"] as const] : []),
    ...(gridlines === true ? [["gridlines"] as const] : []),
    ...(headings === true ? [["headings"] as const] : []),
  ];
}
