import type { OptionGroup } from "./option-group.ts";

export const texts = {
  title: "Texts",
  families: ["text"],
  properties: {
    changes: {
      type: "string",
      enum: ["shown", "accepted", "original"],
      default: "shown",
      description: "Tracked changes: marked as in the document, all accepted, or all rejected.",
    },
    updateIndexes: {
      type: "boolean",
      description:
        "Update tables of contents and other indexes, and fields. By default only where the document asks for it, or where an index is still empty.",
    },
    skipEmptyPages: {
      type: "boolean",
      default: true,
      description:
        "Leave out the empty pages that LibreOffice adds where a chapter must begin on a right page.",
    },
  },
} as const satisfies OptionGroup;
