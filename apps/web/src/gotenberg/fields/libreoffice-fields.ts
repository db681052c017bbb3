import { flag, numbered, type OptionField, readWhole, text, whole } from "./option-field.ts";

const pageModes = ["none", "outline", "thumbnails"];
const magnifications = ["default", "page", "width", "content", "zoom"];
const pageLayouts = ["default", "single", "continuous", "facing"];

/** A full turn in tenths of a degree. */
const turn = 3_600;

/** Fields that are one option of ours each. Those that are several are in `combined-fields.ts`. */
export const libreOfficeFields: readonly OptionField[] = [
  flag("landscape", "landscape"),
  text("nativePageRanges", "pages"),
  text("nativePages", "pages"), // as Gotenberg 9 calls it
  text("locale", "locale"),
  flag("updateIndexes", "updateIndexes", true),
  flag("exportFormFields", "formFields", true),
  flag("allowDuplicateFieldNames", "allowDuplicateFieldNames"),
  flag("exportBookmarks", "bookmarks"),
  flag("exportBookmarksToPdfDestination", "bookmarksToPdfDestination"),
  flag("exportPlaceholders", "placeholders"),
  flag("exportNotes", "comments"),
  flag("exportNotesInMargin", "notesInMargin"),
  flag("convertOooTargetToPdfTarget", "convertOooTargetToPdfTarget"),
  flag("exportHiddenSlides", "hiddenSlides"),
  flag("skipEmptyPages", "skipEmptyPages", false),
  flag("addOriginalDocumentAsStream", "addOriginalDocumentAsStream"),
  flag("singlePageSheets", "singlePageSheets"),
  flag("losslessImageCompression", "losslessImageCompression"),
  {
    name: "quality",
    option: "quality",
    read: (value) =>
      readWhole(value, (number) => number >= 1 && number <= 100, "a whole number from 1 to 100"),
  },
  numbered("initialView", "initialView", pageModes),
  whole("initialPage", "initialPage", 1, 999_999),
  numbered("magnification", "magnification", magnifications),
  whole("zoom", "zoom", 1, 6_400),
  numbered("pageLayout", "pageLayout", pageLayouts),
  flag("firstPageOnLeft", "firstPageOnLeft"),
  flag("resizeWindowToInitialPage", "resizeWindowToInitialPage"),
  flag("centerWindow", "centerWindow"),
  flag("openInFullScreenMode", "openInFullScreenMode"),
  flag("hideViewerMenubar", "hideViewerMenubar"),
  flag("hideViewerToolbar", "hideViewerToolbar"),
  flag("hideViewerWindowControls", "hideViewerWindowControls"),
  flag("displayPDFDocumentTitle", "displayDocumentTitle"),
  flag("useTransitionEffects", "useTransitionEffects"),
  {
    name: "openBookmarkLevels",
    option: "openBookmarkLevels",
    read: (value) =>
      readWhole(
        value,
        (levels) => levels === -1 || (levels >= 1 && levels <= 10),
        "-1, or a whole number from 1 to 10",
      ),
  },
  text("nativeWatermarkText", "watermarkText"),
  {
    name: "nativeWatermarkColor",
    option: "watermarkColor",
    read: (value) =>
      readWhole(value, (color) => color >= 0 && color <= 0xff_ff_ff, "a colour from 0 to 16777215"),
  },
  whole("nativeWatermarkFontHeight", "watermarkFontHeight", 0, 1_000),
  {
    name: "nativeWatermarkRotateAngle",
    option: "watermarkRotateAngle",
    read: (value) => {
      const angle = readWhole(value, Number.isSafeInteger, "a whole number of tenths of a degree");
      return angle.ok ? { ok: true, value: ((Number(angle.value) % turn) + turn) % turn } : angle;
    },
  },
  text("nativeWatermarkFontName", "watermarkFontName"),
  text("nativeTiledWatermarkText", "tiledWatermarkText"),
];
