import type { OptionGroup } from "./option-group.ts";

export const archive = {
  title: "Archives and accessibility",
  targets: ["pdf"],
  properties: {
    pdfa: {
      type: "string",
      enum: ["1b", "2b", "3b", "4"],
      description:
        "Archive format PDF/A of this level. What cannot be made such fails with conformance_not_reached. Films and sounds are left out.",
    },
    pdfua: {
      type: "boolean",
      default: false,
      description:
        "Claim PDF/UA-1, for readers with every ability. Always verified, so that few documents reach it; needs what verify needs.",
    },
    verify: {
      type: "boolean",
      default: false,
      description:
        "Have veraPDF verify what the PDF claims; takes seconds. Where Java and VERAPDF_JAR are missing it fails with conformance_not_reached.",
    },
    tagged: {
      type: "boolean",
      default: false,
      description: "Mark headings, lists and pictures for screen readers.",
    },
  },
} as const satisfies OptionGroup;
