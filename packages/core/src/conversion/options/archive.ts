import type { OptionGroup } from "./option-group.ts";

export const archive = {
  title: "Archives and accessibility",
  targets: ["pdf"],
  properties: {
    pdfa: { type: "string", enum: ["1b", "2b", "3b"], description: "Archive format PDF/A of this level." },
    tagged: {
      type: "boolean",
      default: false,
      description: "Mark headings, lists and pictures for screen readers.",
    },
  },
} as const satisfies OptionGroup;
