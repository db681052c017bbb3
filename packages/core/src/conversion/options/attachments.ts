import type { OptionGroup } from "./option-group.ts";

export const attachments = {
  title: "The document inside the PDF",
  targets: ["pdf"],
  properties: {
    addOriginalDocumentAsStream: {
      type: "boolean",
      default: false,
      description:
        "Put the document into the PDF as OpenDocument, so that LibreOffice can open and change the PDF.",
    },
  },
} as const satisfies OptionGroup;
