import type { OptionGroup } from "./option-group.ts";

export const pdfFacts = {
  title: "What the PDF says of itself",
  targets: ["pdf"],
  properties: {
    metadata: {
      type: "string",
      maxLength: 16_000,
      description:
        'JSON such as {"Title": "Report", "Author": "Ada", "Keywords": ["a", "b"], "Project": "X"}, in the place of what the document says. An empty text removes an entry.',
    },
    outline: {
      type: "string",
      maxLength: 16_000,
      description:
        'Bookmarks in the place of the document\'s own, as JSON: [{"title": "Chapter", "page": 1, "children": [{"title": "Section", "page": 2}]}]. Of several files: such lists by their names, {"a.pdf": [...]}.',
    },
    optimize: {
      type: "boolean",
      default: false,
      description: "Pack the PDF's parts as small as they go, without changing what it shows.",
    },
  },
} as const satisfies OptionGroup;
