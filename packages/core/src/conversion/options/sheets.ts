import type { OptionGroup } from "./option-group.ts";

export const sheets = {
  title: "Spreadsheets",
  families: ["sheet"],
  properties: {
    fitWidth: {
      type: "boolean",
      default: false,
      description: "Shrink each sheet until all of its columns are on one page.",
    },
    singlePageSheets: {
      type: "boolean",
      default: false,
      description:
        "Put each sheet on one page of its own, as large as the sheet; its print area does not count.",
    },
    gridlines: { type: "boolean", default: false, description: "Print the lines between cells." },
    headings: {
      type: "boolean",
      default: false,
      description: "Print the numbers of rows and letters of columns.",
    },
  },
} as const satisfies OptionGroup;
