import { paged } from "../target-formats.ts";
import type { OptionGroup } from "./option-group.ts";

export const notes = {
  title: "Comments and notes",
  targets: paged,
  properties: {
    comments: {
      type: "boolean",
      default: false,
      description: "Show comments as notes that a reader of the PDF opens.",
    },
    notesInMargin: {
      type: "boolean",
      default: false,
      description: "Print the comments of a text beside it. LibreOffice 7.4 prints none without a screen.",
    },
  },
} as const satisfies OptionGroup;
