import { extensionOf, type Formats, sourceOf } from "./formats.ts";

/** How an option is asked for. `normal` is the server's default. */
export type OptionField =
  | { readonly kind: "check"; readonly normal: boolean }
  | { readonly kind: "text" | "number" | "password"; readonly normal: "" }
  /** Choices whose names need no translation name themselves; the others have a text. */
  | { readonly kind: "choice"; readonly normal: string; readonly choices: readonly string[] };

const check = { kind: "check", normal: false } as const;
const text = { kind: "text", normal: "" } as const;
const number = { kind: "number", normal: "" } as const;
const choice = <const Choices extends readonly [string, ...string[]]>(...choices: Choices) =>
  ({ kind: "choice", normal: choices[0], choices }) as const;

/** The options that people know, in groups that people know. The API has more. */
export const optionGroups = {
  Pages: {
    pages: text,
    paper: choice("", "A3", "A4", "A5", "Letter", "Legal", "Tabloid"),
    landscape: check,
    rotate: choice("", "90", "180", "270"),
    split: text,
  },
  Quality: {
    images: choice("original", "print", "screen"),
    dpi: number,
    quality: number,
    width: number,
    optimize: check,
  },
  Access: {
    pdfa: choice("", "1b", "2b", "3b", "4"),
    pdfua: check,
    tagged: check,
    bookmarks: { kind: "check", normal: true },
    formFields: check,
  },
  Review: {
    changes: choice("shown", "accepted", "original"),
    comments: check,
    notesPages: choice("none", "with", "only"),
    hiddenSlides: check,
  },
  Sheets: { fitWidth: check, singlePageSheets: check, gridlines: check, headings: check, sheet: text },
  Text: { encoding: text, separator: text, headerLine: check },
  Protect: { openPassword: { kind: "password", normal: "" }, watermark: text },
} as const satisfies Record<string, Record<string, OptionField>>;

export type OptionGroup = keyof typeof optionGroups;
export type OptionName = { [Group in OptionGroup]: keyof (typeof optionGroups)[Group] }[OptionGroup] & string;

/** Resolutions in dots per inch and the like are for pictures of pages; in a PDF, `images` says it in words. */
const onlyForPictures = ["dpi", "quality", "width"];
/** Of plain text files alone, whatever else their family has. */
const onlyForText = ["encoding", "separator", "headerLine"];
const textFiles = ["txt", "csv", "tsv"];

/** The options that make a difference for at least one of the files. */
export function usefulOptions(
  files: readonly { readonly name: string; readonly format: string }[],
  formats: Formats,
): ReadonlySet<string> {
  const useful = new Set<string>();
  const kinds = new Map(files.map((file) => [`${extensionOf(file.name)} ${file.format}`, file]));
  for (const { name, format } of kinds.values()) {
    const source = sourceOf(name, formats);
    for (const option of formats.targets[format]?.optionsByFamily[source?.family ?? ""] ?? []) {
      if (format === "pdf" && onlyForPictures.includes(option)) continue;
      if (onlyForText.includes(option) && !textFiles.includes(source?.extension ?? "")) continue;
      useful.add(option);
    }
  }
  return useful;
}
