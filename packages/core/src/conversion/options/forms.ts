import type { OptionGroup } from "./option-group.ts";

export const forms = {
  title: "Forms",
  families: ["text", "sheet", "presentation"],
  targets: ["pdf"],
  properties: {
    formFields: {
      type: "boolean",
      default: false,
      description:
        "Make the fields of forms such that they can be filled in the PDF. Otherwise they are drawn as they look.",
    },
    allowDuplicateFieldNames: {
      type: "boolean",
      default: false,
      description: "Let several fields of a form have the same name. Otherwise such names get a number.",
    },
    placeholders: {
      type: "boolean",
      default: false,
      description: "Print the texts of placeholders that nobody has filled, such as those of a template.",
    },
  },
} as const satisfies OptionGroup;
