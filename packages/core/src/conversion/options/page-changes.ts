import { rotationPattern } from "../finishing/rotation.ts";
import type { OptionGroup } from "./option-group.ts";

export const pageChanges = {
  title: "Changes of the PDF's pages",
  targets: ["pdf"],
  properties: {
    rotate: {
      type: "string",
      pattern: rotationPattern,
      maxLength: 200,
      description: "Turn pages clockwise by 90, 180 or 270 degrees; 90:1-3,5 turns only these pages.",
    },
    watermark: {
      type: "string",
      maxLength: 10_000,
      description:
        'Lay this under what each page shows: a text, or JSON such as {"text": "Draft", "size": 60, "color": "#ff0000", "angle": 45, "opacity": 0.3, "font": "Carlito", "position": "top-right", "pages": "1-3"}.',
    },
    stamp: {
      type: "string",
      maxLength: 10_000,
      description: "Lay this over what each page shows; written as watermark is.",
    },
    flatten: {
      type: "boolean",
      default: false,
      description: "Make form fields and comments part of the page, so that nobody can change them.",
    },
  },
} as const satisfies OptionGroup;
