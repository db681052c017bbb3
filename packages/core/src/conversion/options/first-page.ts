import type { OptionGroup } from "./option-group.ts";

export const firstPage = {
  title: "A picture of the first page",
  targets: ["pdf"],
  properties: {
    thumbnail: {
      type: "boolean",
      default: false,
      description:
        "Draw a picture of the first page with the conversion. Without it, the picture is drawn when somebody asks for it.",
    },
  },
} as const satisfies OptionGroup;
