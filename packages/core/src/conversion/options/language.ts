import type { OptionGroup } from "./option-group.ts";

export const language = {
  title: "Language",
  properties: {
    locale: {
      type: "string",
      pattern: "^[a-z]{2,3}(-[A-Z]{2})?$",
      default: "en-GB",
      description: "Language and country, such as en-US: decides the paper of documents that name none.",
    },
  },
} as const satisfies OptionGroup;
