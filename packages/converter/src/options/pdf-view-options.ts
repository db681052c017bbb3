import type { ConversionOptions } from "@platen/core";
import { type FilterOptions, long, unless, when } from "./filter-option.ts";

const initialViews = { none: 0, outline: 1, thumbnails: 2 } as const;
const magnifications = { default: 0, page: 1, width: 2, content: 3, zoom: 4 } as const;
const pageLayouts = { default: 0, single: 1, continuous: 2, facing: 3 } as const;

/** How a reader opens the PDF. */
export function pdfViewOptions(options: ConversionOptions): FilterOptions {
  return {
    InitialView: long(initialViews[options.initialView ?? "none"]),
    InitialPage: long(options.initialPage ?? 1),
    Magnification: long(magnifications[options.magnification ?? "default"]),
    Zoom: long(options.zoom ?? 100),
    PageLayout: long(pageLayouts[options.pageLayout ?? "default"]),
    FirstPageOnLeft: when(options.firstPageOnLeft),
    DisplayPDFDocumentTitle: unless(options.displayDocumentTitle),
    HideViewerToolbar: when(options.hideViewerToolbar),
    HideViewerMenubar: when(options.hideViewerMenubar),
    HideViewerWindowControls: when(options.hideViewerWindowControls),
    ResizeWindowToInitialPage: when(options.resizeWindowToInitialPage),
    CenterWindow: when(options.centerWindow),
    OpenInFullScreenMode: when(options.openInFullScreenMode),
  };
}
