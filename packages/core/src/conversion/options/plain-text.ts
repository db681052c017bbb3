import type { OptionGroup } from "./option-group.ts";

export const plainText = {
  title: "CSV and plain text",
  families: ["text", "sheet"],
  properties: {
    encoding: {
      type: "string",
      pattern: "^[A-Za-z0-9:._-]{1,40}$",
      description:
        "How the letters are stored, such as windows-1251 or shift_jis: a label of the WHATWG Encoding Standard, utf-32le, utf-32be, ibm437, ibm850 or ibm852. By default found out from the text. A byte order mark in the file says more.",
    },
    separator: {
      type: "string",
      pattern: "^(tab|[ -!#-/:-@[-`{-~])$",
      description:
        "What divides the fields of a CSV file: one sign such as ; or |, or the word tab. By default found out from the text.",
    },
    decimal: {
      type: "string",
      enum: [".", ","],
      description: "The sign before the fractions of numbers in a CSV file. By default that of the locale.",
    },
    headerLine: {
      type: "boolean",
      default: false,
      description: "The first line of a CSV file is a heading: bold, and repeated on every page.",
    },
  },
} as const satisfies OptionGroup;
