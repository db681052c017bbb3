import { pictureFormats } from "../target-formats.ts";
import type { OptionGroup } from "./option-group.ts";

export const pagePictures = {
  title: "Pictures of pages",
  targets: pictureFormats,
  properties: {
    width: {
      type: "integer",
      minimum: 16,
      maximum: 16_000,
      description: "How wide a picture of a page is, in pixels; its height follows.",
    },
  },
} as const satisfies OptionGroup;
