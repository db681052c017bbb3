import type { OptionGroup } from "./option-group.ts";

export const pictures = {
  title: "Pictures in the PDF",
  targets: ["pdf"],
  properties: {
    images: {
      type: "string",
      enum: ["original", "print", "screen"],
      default: "original",
      description: "original: not scaled down; print: at most 300 DPI; screen: at most 150 DPI.",
    },
    losslessImageCompression: {
      type: "boolean",
      default: false,
      description: "Compress no picture as JPEG, so that none loses anything.",
    },
  },
} as const satisfies OptionGroup;
