import type { OptionGroup } from "./option-group.ts";

export const pages = {
  title: "Pages",
  properties: {
    pages: {
      type: "string",
      pattern: "^[1-9][0-9]{0,5}(-([1-9][0-9]{0,5})?)?(,[1-9][0-9]{0,5}(-([1-9][0-9]{0,5})?)?)*$",
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

/** The first range that ends before it begins; `given` has the form of the option. */
export function backwardRange(given: string): string | undefined {
  return given.split(",").find((range) => {
    const [first = "", last = ""] = range.split("-");
    return last !== "" && Number(last) < Number(first);
  });
}
