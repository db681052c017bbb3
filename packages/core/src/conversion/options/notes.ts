import type { OptionGroup } from "./option-group.ts";

export const notes = {
  title: "Comments and notes",
  targets: ["pdf"],
  properties: {
    comments: { type: "boolean", default: false, description: "Show comments in the PDF." },
  },
} as const satisfies OptionGroup;
