import { paged } from "../target-formats.ts";
import type { OptionGroup } from "./option-group.ts";

export const pictureQuality = {
  title: "Fineness of pictures",
  targets: paged,
  properties: {
    dpi: {
      type: "integer",
      minimum: 10,
      maximum: 1200,
      description:
        "Dots per inch: of a PDF, the most that its pictures keep, in place of what images says; of a picture of a page, how fine it is, by default 150. With a width it says nothing.",
    },
    quality: {
      type: "integer",
      minimum: 1,
      maximum: 100,
      description:
        "The more, the better and the larger: of a PDF's pictures that are compressed anew, by default 90; of pages as jpg or webp, by default 85.",
    },
  },
} as const satisfies OptionGroup;
