import type { OptionGroup } from "./option-group.ts";

export const outline = {
  title: "Bookmarks and links",
  targets: ["pdf"],
  properties: {
    bookmarks: {
      type: "boolean",
      default: true,
      description: "Give the PDF an outline of headings, slides or sheets. One of some slides never has it.",
    },
    openBookmarkLevels: {
      type: "integer",
      minimum: -1,
      maximum: 10,
      default: -1,
      description: "How many levels of the outline are open at first; -1 opens all.",
    },
    bookmarksToPdfDestination: {
      type: "boolean",
      default: false,
      description: "Make the document's bookmarks places of the PDF, which links from elsewhere can name.",
    },
    convertOooTargetToPdfTarget: {
      type: "boolean",
      default: false,
      description: "Let links to other documents of OpenDocument lead to a PDF of the same name.",
    },
  },
} as const satisfies OptionGroup;
