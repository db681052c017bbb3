import type { OptionGroup } from "./option-group.ts";

export const several = {
  title: "Several documents",
  targets: ["pdf"],
  properties: {
    merge: {
      type: "boolean",
      default: false,
      description:
        "Make one PDF of several files, in the order in which they are sent. Without it they come as a zip.",
    },
    mergeBookmarks: {
      type: "string",
      enum: ["files", "titles", "own", "none"],
      default: "files",
      description:
        "What leads through the PDF of several files: a bookmark for each file, named as the file or by the title of its document, with its own bookmarks below; only their own; or nothing.",
    },
  },
} as const satisfies OptionGroup;
