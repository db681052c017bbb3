import { pageRanges } from "../finishing/page-ranges.ts";
import type { OptionGroup } from "./option-group.ts";

export const pages = {
  title: "Pages",
  properties: {
    pages: {
      type: "string",
      pattern: `^${pageRanges}$`,
      maxLength: 200,
      description:
        "Pages or slides to keep, such as 1-3,5,8-. All of them by default. A PDF of some slides has no outline.",
    },
  },
} as const satisfies OptionGroup;

/** Pages as people write them, "1 – 3; 5 6", in the form that the option has: "1-3,5,6". */
export function tidyPages(given: string): string {
  return given
    .replace(/[–—]/g, "-")
    .replace(/;/g, ",")
    .split(",")
    .map((range) =>
      range
        .split("-")
        .map((page) => page.trim())
        .join("-")
        .split(/\s+/)
        .join(","),
    )
    .join(",");
}
