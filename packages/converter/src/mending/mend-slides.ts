import type { ZipPart } from "../preflight/zip-archive.ts";
import {
  isOn,
  type MendedParts,
  type MendingChoice,
  type PartEdit,
  type PartReader,
  withEdits,
} from "./part-reader.ts";
import { withSavedSlideDates } from "./saved-dates.ts";
import { withFixedLabels } from "./unwrapped-labels.ts";

const savedDates: PartEdit = { signs: ["datetime"], edited: withSavedSlideDates };
const fixedLabels: PartEdit = { signs: ['wrap="none"', "wrap='none'"], edited: withFixedLabels };

export async function mendSlides(reader: PartReader, choice: MendingChoice): Promise<MendedParts> {
  const changed = new Map<ZipPart, Buffer>();
  const edits = [
    ...(choice.dates === "saved" ? [savedDates] : []),
    ...(isOn(choice, "labels") ? [fixedLabels] : []),
  ];
  if (edits.length === 0) return { needs: {} };
  for (const { name } of reader.archive.parts) {
    if (!/^ppt\/slides\/[^/]+\.xml$/i.test(name)) continue;
    const slide = await reader.read(name);
    const text = slide && withEdits(slide, edits);
    if (slide !== undefined && text !== undefined) changed.set(slide.part, Buffer.from(text));
  }
  return { changed, needs: {} };
}
