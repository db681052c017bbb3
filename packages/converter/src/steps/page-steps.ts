import type { ConversionOptions } from "@platen/core";
import { papers } from "@platen/core";
import type { Step } from "./step.ts";

/** Paper, margins and direction of every page of a text or sheet, in this order: margins do not turn with a page. */
export function pageSteps({ paper, margins, landscape }: ConversionOptions): Step[] {
  return [
    ...(paper === undefined ? [] : [paperStep(paper)]),
    ...(margins === undefined ? [] : [marginsStep(margins)]),
    ...(landscape === true ? [["landscape"] as const] : []),
  ];
}

function paperStep(paper: string): Step {
  const named = Object.hasOwn(papers, paper) ? papers[paper as keyof typeof papers] : undefined;
  const [width = 0, height = 0] = named ?? paper.split("x").map(Number);
  return ["paper", hundredths(width), hundredths(height), named === undefined ? "asGiven" : "turned"];
}

/** One value for all sides; two for above and below, left and right; or four from above, clockwise. */
function marginsStep(margins: string): Step {
  const [top = 0, right = top, bottom = top, left = right] = margins.split(",").map(Number);
  return ["margins", hundredths(top), hundredths(right), hundredths(bottom), hundredths(left)];
}

/** LibreOffice's unit of length, a hundredth of a millimetre. */
function hundredths(millimetres: number): number {
  return Math.round(millimetres * 100);
}
