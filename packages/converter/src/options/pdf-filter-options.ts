import type { ConversionOptions, Family } from "@platen/core";
import { type FilterOptions, long, no, text, unless, when, yes } from "./filter-option.ts";
import { pdfViewOptions } from "./pdf-view-options.ts";

/**
 * What nobody can ask for. Given all the same, because what LibreOffice takes for an absent option depends on how
 * it is called and on its profile: over LibreOfficeKit it would put every comment into the PDF.
 */
const fixedOptions: FilterOptions = {
  FormsType: long(0),
  // Otherwise a link to a neighbouring file would name the folder in which the conversion ran.
  ExportLinksRelativeFsys: yes,
  PDFViewSelection: long(0),
  UseReferenceXObject: no,
  EncryptFile: no,
  RestrictPermissions: no,
  SignPDF: no,
  ViewPDFAfterExport: no,
};

/** Level 4 is made of 2b afterwards, because not every version has it, and no one's holds. */
const pdfVersions = { none: 0, "1b": 1, "2b": 2, "3b": 3, "4": 2 } as const;

/** For `original` no picture is scaled; the bound then says nothing, and is given like every other option. */
const maxDotsPerInch = { original: 300, print: 300, screen: 150 } as const;

/**
 * The one table from what a person asks to LibreOffice's PDF options, for every engine. Every option is always
 * there, so that the PDF does not depend on the engine; only what LibreOffice has no word for the absence of is absent:
 * `PageRange` when all pages are wanted, and a watermark when there is none.
 */
export function pdfFilterOptions(options: ConversionOptions, family: Family): FilterOptions {
  return {
    ...fixedOptions,
    ...(options.pages !== undefined && { PageRange: text(options.pages) }),
    SelectPdfVersion: long(pdfVersions[options.pdfa ?? "none"]),
    UseTaggedPDF: when(options.tagged || options.pdfua),
    PDFUACompliance: when(options.pdfua),
    ...contentOptions(options),
    ...pictureOptions(options),
    ...outlineOptions(options, family),
    ...pdfViewOptions(options),
    ...watermarkOptions(options),
  };
}

/** What of the document is in the PDF. */
function contentOptions(options: ConversionOptions): FilterOptions {
  const { notesPages = "none" } = options;
  return {
    ExportNotes: when(options.comments),
    ExportNotesInMargin: when(options.notesInMargin),
    ExportNotesPages: when(notesPages !== "none"),
    ExportOnlyNotesPages: when(notesPages === "only"),
    ExportHiddenSlides: when(options.hiddenSlides),
    UseTransitionEffects: unless(options.useTransitionEffects),
    ExportFormFields: when(options.formFields),
    AllowDuplicateFieldNames: when(options.allowDuplicateFieldNames),
    ExportPlaceholders: when(options.placeholders),
    IsSkipEmptyPages: unless(options.skipEmptyPages),
    SinglePageSheets: when(options.singlePageSheets),
    IsAddStream: when(options.addOriginalDocumentAsStream),
  };
}

function pictureOptions({
  images = "original",
  dpi,
  quality = 90,
  losslessImageCompression,
}: ConversionOptions): FilterOptions {
  return {
    UseLosslessCompression: when(losslessImageCompression),
    Quality: long(quality),
    ReduceImageResolution: when(dpi !== undefined || images !== "original"),
    MaxImageResolution: long(dpi ?? maxDotsPerInch[images]),
  };
}

function outlineOptions(options: ConversionOptions, family: Family): FilterOptions {
  // Of some slides Impress writes an outline that leads to the wrong ones: findings/slides-outline-of-page-range.sh.
  const isSound = family !== "presentation" || options.pages === undefined;
  return {
    ExportBookmarks: when(options.bookmarks !== false && isSound),
    OpenBookmarkLevels: long(options.openBookmarkLevels ?? -1),
    ExportBookmarksToPDFDestination: when(options.bookmarksToPdfDestination),
    ConvertOOoTargetToPDFTarget: when(options.convertOooTargetToPdfTarget),
  };
}

function watermarkOptions(options: ConversionOptions): FilterOptions {
  const { watermarkText, tiledWatermarkText } = options;
  return {
    ...(watermarkText !== undefined && {
      Watermark: text(watermarkText),
      WatermarkColor: long(options.watermarkColor ?? 8_388_223),
      WatermarkFontHeight: long(options.watermarkFontHeight ?? 0),
      WatermarkRotateAngle: long(options.watermarkRotateAngle ?? 0),
      WatermarkFontName: text(options.watermarkFontName ?? "Helvetica"),
    }),
    ...(tiledWatermarkText !== undefined && { TiledWatermark: text(tiledWatermarkText) }),
  };
}
