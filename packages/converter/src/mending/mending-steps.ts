interface MendingFacts {
  /** What is right then, as the rest of a sentence that begins with the kind of document. */
  readonly mends: string;
  readonly kinds: string;
  /** In the copy that LibreOffice opens, or by LibreOffice's own commands once it is open. */
  readonly how: string;
}

const word = "Word (docx, docm, dotx, dotm)";
const slides = "PowerPoint (pptx, pptm, ppsx, ppsm, potx, potm)";
const sheets = "Excel (xlsx, xlsm, xltx, xltm)";

/**
 * Everything that is set right in a document because LibreOffice by itself gets it wrong. An operator can turn each off
 * by its name.
 */
export const mendingSteps = {
  references: {
    mends: "Cross references whose target is missing show what was saved, not an error.",
    kinds: `${word}, RTF, odt, ott, fodt`,
    how: "in the copy",
  },
  links: {
    mends: "Links whose text has no character style can be clicked in a PDF.",
    kinds: `${word}, RTF`,
    how: "once it is open",
  },
  paper: {
    mends: "Texts that name no paper, or only how it lies, have that of `locale`, not Letter.",
    kinds: `${word}, RTF`,
    how: "in the copy",
  },
  symbols: {
    mends: "Text in Wingdings, Webdings and Symbol shows their signs, not the letters that were typed.",
    kinds: `${word}, ${slides}`,
    how: "in the copy",
  },
  controls: {
    mends:
      "Filled content controls keep the look and the line breaks of their text, unless `formFields` is asked for.",
    kinds: word,
    how: "in the copy",
  },
  namesInTexts: {
    mends: "Fields show the uploaded name without the folder of the server.",
    kinds: `${word}, old Word (doc, dot), RTF`,
    how: "once it is open",
  },
  names: {
    mends:
      "Fields, headers and `CELL` show the uploaded name without a folder, and signs such as `#` as they are.",
    kinds: `${sheets}, ${slides}, OpenDocument`,
    how: "in the copy",
  },
  dates: {
    mends: "Dates that update themselves show what was saved, unless `dates` asks for today's.",
    kinds: `${word}, RTF, ${sheets}, ${slides}, OpenDocument`,
    how: "in the copy",
  },
  indexes: {
    mends: "Tables of contents that are empty, or that the text says are out of date, are written.",
    kinds: `${word}, odt, ott, fodt`,
    how: "once it is open",
  },
  hiddenSheets: {
    mends: "Hidden sheets that have a print area are not printed.",
    kinds: `${sheets}, old Excel (xls, xlt, xlw), ods, ots, fods`,
    how: "in the copy; of old Excel once it is open",
  },
  notes: {
    mends: "Notes that stand beside their cells are printed by the press, too.",
    kinds: "ods, ots, fods",
    how: "once it is open",
  },
  calculation: {
    mends: "Workbooks that ask for it are calculated.",
    kinds: sheets,
    how: "once it is open",
  },
  rowHeights: {
    mends: "Rows without a height grow with wrapped text.",
    kinds: sheets,
    how: "once it is open",
  },
  scrolling: {
    mends: "With `singlePageSheets`, sheets are whole wherever their saved view was scrolled to.",
    kinds: sheets,
    how: "in the copy",
  },
  labels: {
    mends: "Labels of slides that do not wrap stand where they were put.",
    kinds: slides,
    how: "in the copy",
  },
  language: {
    mends: "The PDF says in which language most of the text is, not that of `locale`.",
    kinds: `${slides}, odp, otp, fodp`,
    how: "in the PDF",
  },
} as const satisfies Record<string, MendingFacts>;

export type MendingStep = keyof typeof mendingSteps;

/** The steps of a list with commas; words that are none are left out. */
export function mendingStepsIn(list: string): MendingStep[] {
  return list.split(",").filter((name): name is MendingStep => Object.hasOwn(mendingSteps, name));
}
