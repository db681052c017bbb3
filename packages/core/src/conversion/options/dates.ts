import { paged } from "../target-formats.ts";
import type { OptionGroup } from "./option-group.ts";

export const dates = {
  title: "Dates",
  targets: paged,
  properties: {
    dates: {
      type: "string",
      enum: ["saved", "today"],
      default: "saved",
      description:
        "Dates and times that change whenever the document is opened: as they were saved, or as they are today.",
    },
  },
} as const satisfies OptionGroup;
