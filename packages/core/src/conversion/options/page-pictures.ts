import { pictureFormats } from "../target-formats.ts";
import type { OptionGroup } from "./option-group.ts";

export const pagePictures = {
  title: "Pictures of pages",
  targets: pictureFormats,
  properties: {
    dpi: {
      type: "integer",
      minimum: 10,
      maximum: 1200,
      default: 150,
      description: "How fine a picture of a page is, in dots per inch. With a width it says nothing.",
    },
    width: {
      type: "integer",
      minimum: 16,
      maximum: 16_000,
      description: "How wide a picture of a page is, in pixels; its height follows.",
    },
    quality: {
      type: "integer",
      minimum: 1,
      maximum: 100,
      default: 85,
      description: "Of pictures of pages as jpg or webp: the more, the better and the larger.",
    },
  },
} as const satisfies OptionGroup;
