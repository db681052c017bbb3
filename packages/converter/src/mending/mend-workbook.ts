import { visitStartTags } from "../preflight/xml-tags.ts";
import { headerPictures, notShown, type Unshown } from "./content-not-shown.ts";
import { signsOfFileNames, withOwnNameInFormulas } from "./file-name-formulas.ts";
import { sheetsHidden, withoutHiddenPrintAreas } from "./hidden-sheets.ts";
import { withOwnNameInHeaders } from "./own-name.ts";
import {
  hasOneOf,
  isOn,
  type MendedParts,
  type MendingChoice,
  type PartEdit,
  type PartReader,
  type ReadPart,
  withEdits,
} from "./part-reader.ts";
import { withSavedFileNames, withSavedSheetDates } from "./saved-dates.ts";
import { withoutSavedScrolling } from "./saved-scrolling.ts";
import { hasWrappedRowWithoutHeight, isTrue, wrappingFormats } from "./wrapped-rows.ts";

const savedDates: PartEdit = { signs: ["TODAY(", "NOW("], edited: withSavedSheetDates };
const savedFileNames: PartEdit = { signs: signsOfFileNames, edited: withSavedFileNames };
const savedScrolling: PartEdit = { signs: ["topLeftCell"], edited: withoutSavedScrolling };

export async function mendWorkbook(reader: PartReader, choice: MendingChoice): Promise<MendedParts> {
  const workbook = await reader.read("xl/workbook.xml");
  if (workbook === undefined) return { needs: {} };
  const found = withoutHiddenPrintAreas(workbook.xml);
  const isChanged = found.workbook !== undefined && workbook.isUtf8 && isOn(choice, "hiddenSheets");
  const changed = new Map(isChanged ? [[workbook.part, Buffer.from(found.workbook)]] : []);
  const calculation = isOn(choice, "calculation") && asksForCalculation(workbook.xml);
  const formats = isOn(choice, "rowHeights") ? await wrappingFormatsOf(reader) : new Set<string>();
  const edits = [
    // Where everything is to be calculated anew, a date is, too.
    ...(choice.dates === "saved" && !calculation ? [savedDates] : []),
    ...(isOn(choice, "names") ? [ownName(choice), savedFileNames] : []),
    ...(isOn(choice, "names") && choice.keepsFormulas !== true ? [nameInFormulas(choice)] : []),
    ...(choice.singlePageSheets === true && isOn(choice, "scrolling") ? [savedScrolling] : []),
  ];
  let rowHeights = false;
  let pictures = 0;
  for await (const sheet of sheetsOf(reader)) {
    rowHeights ||= formats.size > 0 && hasWrappedRowWithoutHeight(sheet.xml, formats);
    if (hasOneOf(sheet, ["legacyDrawingHF"])) pictures += headerPictures(sheet.xml);
    const text = withEdits(sheet, edits);
    if (text !== undefined) changed.set(sheet.part, Buffer.from(text));
  }
  const unshown: Unshown[] = [
    { what: "picture in the header or footer of a sheet", count: pictures },
    { what: "chart of a newer kind", count: countParts(reader, /^xl\/charts\/chartEx[^/]*\.xml$/i) },
  ];
  return {
    changed,
    warnings: [...sheetsHidden(found.count), ...notShown(unshown)],
    needs: { ...(calculation && { calculation }), ...(rowHeights && { rowHeights }) },
  };
}

/** Of formulas without a saved value, and of all where everything is calculated anew. */
function nameInFormulas({ name }: MendingChoice): PartEdit {
  return { signs: signsOfFileNames, edited: (xml) => withOwnNameInFormulas(xml, name) };
}

function ownName({ name }: MendingChoice): PartEdit {
  return {
    signs: ["&amp;F", "&amp;Z", "&#38;F", "&#38;Z"],
    edited: (xml) => withOwnNameInHeaders(xml, name),
  };
}

/** One after the other, because together they may be large. */
async function* sheetsOf(reader: PartReader): AsyncGenerator<ReadPart> {
  for (const { name } of reader.archive.parts) {
    if (!/^xl\/(worksheets|chartsheets)\/[^/]+\.xml$/i.test(name)) continue;
    const sheet = await reader.read(name);
    if (sheet !== undefined) yield sheet;
  }
}

function countParts({ archive }: PartReader, name: RegExp): number {
  return archive.parts.filter((part) => name.test(part.name)).length;
}

/** Whoever made the workbook could not calculate, and stored placeholders. */
function asksForCalculation(workbook: string): boolean {
  let asks = false;
  visitStartTags(workbook, (tag) => {
    if (tag.name === "calcPr")
      asks = ["fullCalcOnLoad", "forceFullCalc"].some((name) => isTrue(tag.attribute(name)));
  });
  return asks;
}

async function wrappingFormatsOf(reader: PartReader): Promise<ReadonlySet<string>> {
  const styles = await reader.read("xl/styles.xml");
  return styles !== undefined && hasOneOf(styles, ["wrapText"]) ? wrappingFormats(styles.xml) : new Set();
}
