import { paged } from "../target-formats.ts";
import type { OptionGroup } from "./option-group.ts";

export const slides = {
  title: "Presentations",
  families: ["presentation"],
  targets: paged,
  properties: {
    hiddenSlides: { type: "boolean", default: false, description: "Include hidden slides." },
    notesPages: {
      type: "string",
      enum: ["none", "with", "only"],
      default: "none",
      description:
        "Pages of a presentation with a small slide and its notes: none, after the slides, or only those.",
    },
    useTransitionEffects: {
      type: "boolean",
      default: true,
      description: "Keep the effects between slides, which some readers of PDF show on a full screen.",
    },
  },
} as const satisfies OptionGroup;
