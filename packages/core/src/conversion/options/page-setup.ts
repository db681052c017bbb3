import type { OptionGroup } from "./option-group.ts";

/** Width and height in millimetres. */
export const papers = {
  A3: [297, 420],
  A4: [210, 297],
  A5: [148, 210],
  Letter: [215.9, 279.4],
  Legal: [215.9, 355.6],
  Tabloid: [279.4, 431.8],
} as const;

const names = Object.keys(papers).join("|");
const millimetres = "[0-9]{1,2}(\\.[0-9]{1,2})?";
/** From 10 to 3,000 mm. */
const length = "([1-9][0-9]{1,2}|[12][0-9]{3}|3000)(\\.[0-9]{1,2})?";

export const pageSetup = {
  title: "Paper",
  families: ["text", "sheet"],
  properties: {
    landscape: {
      type: "boolean",
      default: false,
      description: "Turn every page so that it is wider than high.",
    },
    paper: {
      type: "string",
      pattern: `^(${names}|${length}x${length})$`,
      description:
        "Paper of every page: A3, A4, A5, Letter, Legal, Tabloid, which lie where the page did, or width and height in millimetres, such as 100x150. By default as the document says.",
    },
    margins: {
      type: "string",
      pattern: `^${millimetres}(,${millimetres}(,${millimetres},${millimetres})?)?$`,
      description:
        "Margins of every page in millimetres: 20 for all; 20,15 above and below, left and right; or 20,15,10,15 from above, clockwise. By default as the document says.",
    },
  },
} as const satisfies OptionGroup;
