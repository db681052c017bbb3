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
    embedsMetadata: {
      type: "string",
      maxLength: 16_000,
      description:
        'What the PDF tells of files that are put into it, as JSON by their names: {"factur-x.xml": {"mimeType": "text/xml", "relationship": "Alternative"}}.',
    },
    optimize: {
      type: "boolean",
      default: false,
      description: "Pack the PDF's parts as small as they go, without changing what it shows.",
    },
    optimizeImages: {
      type: "boolean",
      default: false,
      description:
        "Write the PDF's pictures anew as JPEG where that is smaller, which loses some of their quality.",
    },
  },
} as const satisfies OptionGroup;
