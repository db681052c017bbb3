import { drawingFormats } from "./drawing-formats.ts";
import { type Family, type FormatFacts, officeFamilies } from "./format-facts.ts";
import { formulaFormats } from "./formula-formats.ts";
import { pdfFormats } from "./pdf-formats.ts";
import { presentationFormats } from "./presentation-formats.ts";
import { sheetFormats } from "./sheet-formats.ts";
import { textFormats } from "./text-formats.ts";

export { type Family, type FormatFacts, families, type OfficeFamily } from "./format-facts.ts";

/**
 * Every source format by its usual file name extension: all for which some LibreOffice has an import filter, and PDF. Which of
 * them the installed one lacks is known where documents are converted.
 */
export const sourceFormats = {
  ...presentationFormats,
  ...textFormats,
  ...sheetFormats,
  ...drawingFormats,
  ...formulaFormats,
  ...pdfFormats,
};

export type SourceFormat = keyof typeof sourceFormats;

export function factsOfFormat(format: SourceFormat): FormatFacts {
  return sourceFormats[format];
}

/** The families that a document of this name may belong to: some names say only how it is stored. */
export function familiesOf(format: SourceFormat): readonly Family[] {
  return format === "xml" || format === "uof" ? officeFamilies : [sourceFormats[format].family];
}

/** The source format that a file name claims, by its extension; undefined for any other. */
export function sourceFormatOf(filename: string): SourceFormat | undefined {
  const extension = /\.([^.]+)$/.exec(filename)?.[1]?.toLowerCase();
  return extension !== undefined && Object.hasOwn(sourceFormats, extension)
    ? (extension as SourceFormat)
    : undefined;
}
