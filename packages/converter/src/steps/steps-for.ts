import { type ConversionOptions, type Family, sourceFormats } from "@platen/core";
import type { SourceFacts } from "../preflight/inspect-source.ts";
import { pageSteps } from "./page-steps.ts";
import type { Step } from "./step.ts";

/** What LibreOffice is to do to the document, because it was asked for or because the document needs it. */
export function stepsFor(options: ConversionOptions, facts: SourceFacts): Step[] {
  const { family } = sourceFormats[facts.format];
  const own = stepsOfFamily[family];
  return own(options, facts);
}

const stepsOfFamily: Readonly<Record<Family, (options: ConversionOptions, facts: SourceFacts) => Step[]>> = {
  presentation: () => [],
  text: (options) => [...changeSteps(options), ...pageSteps(options), ...indexSteps(options)],
  sheet: (options, facts) => [
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
function indexSteps({ updateIndexes }: ConversionOptions): Step[] {
  return updateIndexes === true ? [["updateFields"], ["updateIndexes"]] : [];
}

function sheetSteps({ gridlines, headings, headerLine }: ConversionOptions, { format }: SourceFacts): Step[] {
  return [
    ...(headerLine === true && format === "csv" ? [["headerLine"] as const] : []),
    ...(gridlines === true ? [["gridlines"] as const] : []),
    ...(headings === true ? [["headings"] as const] : []),
  ];
}
