import type { OptionGroup, OptionSchema } from "./option-group.ts";

const off = (description: string) =>
  ({ type: "boolean", default: false, description }) as const satisfies OptionSchema;

export const view = {
  title: "How the PDF opens",
  targets: ["pdf"],
  properties: {
    initialView: {
      type: "string",
      enum: ["none", "outline", "thumbnails"],
      default: "none",
      description: "What is open beside the page.",
    },
    initialPage: {
      type: "integer",
      minimum: 1,
      maximum: 999_999,
      default: 1,
      description: "The page on which it opens.",
    },
    magnification: {
      type: "string",
      enum: ["default", "page", "width", "content", "zoom"],
      default: "default",
      description:
        "As the reader likes; so that the page, its width or its content fills the window; or as zoom says.",
    },
    zoom: {
      type: "integer",
      minimum: 1,
      maximum: 6_400,
      default: 100,
      description: "In percent, with magnification=zoom.",
    },
    pageLayout: {
      type: "string",
      enum: ["default", "single", "continuous", "facing"],
      default: "default",
      description: "As the reader likes, one page, one page below the other, or two pages side by side.",
    },
    firstPageOnLeft: off("Let the first of pages side by side be on the left."),
    resizeWindowToInitialPage: off("Make the window as large as the first page."),
    centerWindow: off("Put the window into the middle of the screen."),
    openInFullScreenMode: off("Open it on the whole screen."),
    displayDocumentTitle: {
      type: "boolean",
      default: true,
      description: "Show the document's title in the title bar, not the name of the file.",
    },
    hideViewerMenubar: off("Hide the reader's menu."),
    hideViewerToolbar: off("Hide the reader's tools."),
    hideViewerWindowControls: off("Hide the reader's controls, so that only the page is seen."),
  },
} as const satisfies OptionGroup;
