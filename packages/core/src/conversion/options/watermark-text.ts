import { paged } from "../target-formats.ts";
import type { OptionGroup } from "./option-group.ts";

/** Text that LibreOffice itself writes over each page. */
export const watermarkText = {
  title: "A word over each page",
  targets: paged,
  properties: {
    watermarkText: {
      type: "string",
      maxLength: 200,
      description: "Write this across each page, in outline.",
    },
    watermarkColor: {
      type: "integer",
      minimum: 0,
      maximum: 16_777_215,
      default: 8_388_223,
      description: "Its colour as a number: 65,536 × red + 256 × green + blue, each from 0 to 255.",
    },
    watermarkFontHeight: {
      type: "integer",
      minimum: 0,
      maximum: 1_000,
      default: 0,
      description: "Its size in points; 0 fills the page.",
    },
    watermarkRotateAngle: {
      type: "integer",
      minimum: 0,
      maximum: 3_600,
      default: 0,
      description: "Its angle in tenths of a degree; 0 lets it rise along the page.",
    },
    watermarkFontName: {
      type: "string",
      pattern: "^[^\\u0000-\\u001f\\u007f]{1,100}$",
      default: "Helvetica",
      description: "Its font.",
    },
    tiledWatermarkText: {
      type: "string",
      maxLength: 200,
      description: "Write this over each page again and again.",
    },
  },
} as const satisfies OptionGroup;
