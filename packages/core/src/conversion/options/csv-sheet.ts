import type { OptionGroup } from "./option-group.ts";

export const csvSheet = {
  title: "Sheet",
  families: ["sheet"],
  targets: ["csv"],
  properties: {
    sheet: {
      type: "string",
      maxLength: 200,
      default: "1",
      description:
        'The sheet that becomes CSV: its number or its name; "all" gives a zip with a file for each.',
    },
  },
} as const satisfies OptionGroup;
