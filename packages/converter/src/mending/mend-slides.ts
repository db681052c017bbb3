import type { ZipPart } from "../preflight/zip-archive.ts";
import { notShown, unknownSymbol } from "./content-not-shown.ts";
import { withOwnNameInSlides } from "./own-name.ts";
import {
  hasOneOf,
  isOn,
  type MendedParts,
  type MendingChoice,
  type PartEdit,
  type PartReader,
  withEdits,
} from "./part-reader.ts";
import { withSavedSlideDates } from "./saved-dates.ts";
import { countUnknownSigns, signsOfSlideSymbols, withSlideSymbols } from "./symbol-text.ts";
import { NamedLanguages } from "./text-language.ts";
import { withFixedLabels } from "./unwrapped-labels.ts";

const symbols: PartEdit = { signs: signsOfSlideSymbols, edited: withSlideSymbols };
const savedDates: PartEdit = { signs: ["datetime"], edited: withSavedSlideDates };
const fixedLabels: PartEdit = { signs: ['wrap="none"', "wrap='none'"], edited: withFixedLabels };

function ownName({ name }: MendingChoice): PartEdit {
  return { signs: ['type="file', "type='file"], edited: (xml) => withOwnNameInSlides(xml, name) };
}

export async function mendSlides(reader: PartReader, choice: MendingChoice): Promise<MendedParts> {
  const changed = new Map<ZipPart, Buffer>();
  const names = isOn(choice, "names") ? [ownName(choice)] : [];
  const edits = [
    ...names,
    ...(choice.dates === "saved" ? [savedDates] : []),
    ...(isOn(choice, "symbols") ? [symbols] : []),
    ...(isOn(choice, "labels") ? [fixedLabels] : []),
  ];
  const languages = choice.isPrinted && isOn(choice, "language") ? new NamedLanguages() : undefined;
  if (edits.length === 0 && languages === undefined) return { needs: {} };
  let unknownSymbols = 0;
  for (const { name } of reader.archive.parts) {
    const isSlide = /^ppt\/slides\/[^/]+\.xml$/i.test(name);
    // What every slide shows stands in its layout or master.
    const isBehind =
      names.length > 0 && /^ppt\/(slideLayouts|slideMasters|notesSlides)\/[^/]+\.xml$/i.test(name);
    if (!isSlide && !isBehind) continue;
    const slide = await reader.read(name);
    if (isSlide && slide !== undefined) languages?.add(slide);
    const text = slide && withEdits(slide, isSlide ? edits : names);
    if (slide === undefined || text === undefined) continue;
    changed.set(slide.part, Buffer.from(text));
    if (hasOneOf(slide, signsOfSlideSymbols)) unknownSymbols += countUnknownSigns(slide.xml, text);
  }
  const language = languages?.most;
  const warnings = notShown([{ what: unknownSymbol, count: unknownSymbols }]);
  return { changed, warnings, needs: { ...(language !== undefined && { language }) } };
}
