import type { ConversionOptions, Family } from "@platen/core";

/** One option of LibreOffice's PDF export, in the form that its JSON reader wants: everything is a string. */
export interface FilterOption {
  readonly type: "boolean" | "long" | "string";
  readonly value: string;
}

export type FilterOptions = Readonly<Record<string, FilterOption>>;

const yes: FilterOption = { type: "boolean", value: "true" };
const no: FilterOption = { type: "boolean", value: "false" };
const when = (wanted: boolean | undefined): FilterOption => (wanted === true ? yes : no);
const long = (value: number): FilterOption => ({ type: "long", value: String(value) });

/**
 * What nobody can ask for. Given all the same, because what LibreOffice takes for an absent option depends on how
 * it is called and on its profile: over LibreOfficeKit it would put every comment into the PDF.
 */
const fixedOptions: FilterOptions = {
  UseLosslessCompression: no,
  Quality: long(90),
  PDFUACompliance: no,
  ExportNotesInMargin: no,
  ExportNotesPages: no,
  ExportOnlyNotesPages: no,
  ExportBookmarksToPDFDestination: no,
  OpenBookmarkLevels: long(-1),
  ExportFormFields: yes,
  FormsType: long(0),
  AllowDuplicateFieldNames: no,
  ExportPlaceholders: no,
  // Otherwise a link to a neighbouring file would name the folder in which the conversion ran.
  ExportLinksRelativeFsys: yes,
  ConvertOOoTargetToPDFTarget: no,
  PDFViewSelection: long(0),
  IsSkipEmptyPages: yes,
  IsAddStream: no,
  UseReferenceXObject: no,
  UseTransitionEffects: yes,
  EncryptFile: no,
  RestrictPermissions: no,
  SignPDF: no,
  ViewPDFAfterExport: no,
  InitialView: long(0),
  InitialPage: long(1),
  Magnification: long(0),
  Zoom: long(100),
  PageLayout: long(0),
  FirstPageOnLeft: no,
  DisplayPDFDocumentTitle: yes,
  HideViewerToolbar: no,
  HideViewerMenubar: no,
  HideViewerWindowControls: no,
  ResizeWindowToInitialPage: no,
  CenterWindow: no,
  OpenInFullScreenMode: no,
};

const pdfVersions = { none: 0, "1b": 1, "2b": 2, "3b": 3 } as const;

/** For `original` no picture is scaled; the bound then says nothing, and is given like every other option. */
const maxDotsPerInch = { original: 300, print: 300, screen: 150 } as const;

/**
 * The one table from what a person asks to LibreOffice's PDF options, for every engine. Every option is always
 * there, so that the PDF does not depend on the engine; only `PageRange` is absent when all pages are wanted, since
 * LibreOffice has no word for "all".
 */
export function pdfFilterOptions(options: ConversionOptions, family: Family): FilterOptions {
  const images = options.images ?? "original";
  return {
    ...fixedOptions,
    ...(options.pages !== undefined && { PageRange: { type: "string", value: options.pages } as const }),
    SelectPdfVersion: long(pdfVersions[options.pdfa ?? "none"]),
    // Of some slides Impress writes an outline that leads to the wrong ones: findings/slides-outline-of-page-range.sh.
    ExportBookmarks: when(family !== "presentation" || options.pages === undefined),
    UseTaggedPDF: when(options.tagged),
    ReduceImageResolution: when(images !== "original"),
    MaxImageResolution: long(maxDotsPerInch[images]),
    ExportNotes: when(options.comments),
    ExportHiddenSlides: when(options.hiddenSlides),
    SinglePageSheets: when(options.singlePageSheets),
  };
}
