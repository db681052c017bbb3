import type { OptionGroup } from "./option-group.ts";

export const pictures = {
  title: "Pictures",
  targets: ["pdf"],
  properties: {
    images: {
      type: "string",
      enum: ["original", "print", "screen"],
      default: "original",
      description: "original: not scaled down; print: at most 300 DPI; screen: at most 150 DPI.",
    },
  },
} as const satisfies OptionGroup;
