import type { OptionGroup } from "./option-group.ts";

export const plainText = {
  title: "CSV and plain text",
  families: ["text", "sheet"],
  properties: {
    headerLine: {
      type: "boolean",
      default: false,
      description: "The first line of a CSV file is a heading: bold, and repeated on every page.",
    },
  },
} as const satisfies OptionGroup;
