import { splitPattern } from "../finishing/split.ts";
import type { OptionGroup } from "./option-group.ts";

export const takingApart = {
  title: "Taking the PDF apart",
  targets: ["pdf"],
  properties: {
    split: {
      type: "string",
      pattern: splitPattern,
      maxLength: 200,
      description:
        "Several PDFs of one: a number alone, such as 2, begins a new one every so many pages; ranges such as 1-3,5-5,8- make one of each. They come as a zip.",
    },
    splitInto: {
      type: "string",
      enum: ["ranges", "pages", "one"],
      default: "ranges",
      description:
        "What ranges of split become: a PDF each, a PDF for each of their pages, or one PDF of all.",
    },
  },
} as const satisfies OptionGroup;
