import type { OptionGroup } from "./option-group.ts";

export const several = {
  title: "Several documents",
  targets: ["pdf"],
  properties: {
    merge: {
      type: "boolean",
      default: false,
      description:
        "Make one PDF of several files, in the order in which they are sent, with a bookmark for each. Without it they come as a zip.",
    },
  },
} as const satisfies OptionGroup;
