import type { OptionGroup } from "./option-group.ts";

export const slides = {
  title: "Presentations",
  families: ["presentation"],
  properties: {
    hiddenSlides: { type: "boolean", default: false, description: "Include hidden slides." },
  },
} as const satisfies OptionGroup;
