/** What a document says of itself that LibreOffice does not do or show by itself. */
export interface Needs {
  /** Formulas are to be calculated anew. */
  readonly calculation?: boolean;
  /** Rows without a height have text that wraps. */
  readonly rowHeights?: boolean;
  /** Indexes that are to be written: all of them, with the fields, or those that are empty. */
  readonly indexes?: "all" | "empty";
  /** Links have no style of their own. */
  readonly links?: boolean;
  /** Cells whose notes stand beside them: their sheets, columns and rows, from 0 up. */
  readonly notes?: readonly (readonly [sheet: number, column: number, row: number])[];
  /** Hidden sheets may have a print area. */
  readonly hiddenSheets?: boolean;
  /** Fields show in which folder the document lies. */
  readonly ownName?: boolean;
  /** The language that the PDF is to name, such as de-DE. */
  readonly language?: string;
  /** How many tracked changes there are. */
  readonly changes?: number;
}
