import { SourceExcess } from "./source-excess.ts";

/** As many columns as LibreOffice has in a sheet, from 7.4 on. */
const maxColumns = 16_384;
/** As many letters as LibreOffice's own import of CSV takes into a cell. */
const maxFieldLetters = 65_535;
/** Of all fields of a row together. */
const maxRowLetters = 16_777_216;

/**
 * The rows of a CSV text as it arrives in pieces. Quotation marks hold separators, line feeds and doubled quotation
 * marks together; one that stands within a field is a letter like any other. A first line `sep=;` is no row. Keeps one
 * row and the rows of one piece; a row or field that is more than a sheet can hold fails with SourceExcess.
 */
export class CsvReader {
  readonly #separator: string;
  #rows: string[][] = [];
  #row: string[] = [];
  #rowLetters = 0;
  #field = "";
  #isQuoted = false;
  /** After a closing quotation mark: another one makes both a letter. */
  #wasQuoted = false;
  #isFirst = true;
  #wasReturn = false;

  constructor(separator: string) {
    this.#separator = separator;
  }

  /** The rows that end in this piece. */
  read(piece: string): readonly string[][] {
    for (let at = 0; at < piece.length; ) {
      const end = this.#isQuoted ? endOfQuotation(piece, at) : this.#endOfPlain(piece, at);
      if (end > at) {
        this.#append(piece.slice(at, end));
        this.#wasReturn = false;
        at = end;
      } else {
        this.#takeSign(piece.charAt(at));
        at += 1;
      }
    }
    return this.#takeRows();
  }

  /** The last row, where no line feed ended it. */
  end(): readonly string[][] {
    if (this.#field !== "" || this.#row.length > 0) this.#endRow();
    return this.#takeRows();
  }

  #takeRows(): readonly string[][] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #endOfPlain(piece: string, from: number): number {
    for (let at = from; at < piece.length; at += 1) {
      const letter = piece[at];
      if (letter === this.#separator || letter === '"' || letter === "\n" || letter === "\r") return at;
    }
    return piece.length;
  }

  #takeSign(letter: string): void {
    const isLineFeed = letter === "\n" && this.#wasReturn;
    this.#wasReturn = letter === "\r" && !this.#isQuoted;
    if (isLineFeed) return;
    if (this.#isQuoted) this.#endQuotation();
    else if (letter === '"' && (this.#field === "" || this.#wasQuoted)) this.#openQuotation();
    else if (letter === this.#separator) this.#endField();
    else if (letter === '"') this.#append(letter);
    else this.#endRow();
  }

  #endQuotation(): void {
    this.#isQuoted = false;
    this.#wasQuoted = true;
  }

  #openQuotation(): void {
    if (this.#wasQuoted) this.#append('"');
    this.#isQuoted = true;
    this.#wasQuoted = false;
  }

  #append(letters: string): void {
    this.#rowLetters += letters.length;
    if (this.#field.length + letters.length > maxFieldLetters) {
      throw new SourceExcess(`a field has more than ${maxFieldLetters} letters`);
    }
    if (this.#rowLetters > maxRowLetters)
      throw new SourceExcess(`a row has more than ${maxRowLetters} letters`);
    this.#field += letters;
  }

  #endField(): void {
    if (this.#row.length === maxColumns) throw new SourceExcess(`a row has more than ${maxColumns} fields`);
    this.#row.push(this.#field);
    this.#field = "";
    this.#wasQuoted = false;
  }

  #endRow(): void {
    this.#endField();
    const row = this.#row;
    this.#row = [];
    this.#rowLetters = 0;
    const isStatement = this.#isFirst && row.length <= 2 && isSeparatorStatement(row.join(""));
    this.#isFirst = false;
    if (!isStatement) this.#rows.push(row);
  }
}

function isSeparatorStatement(line: string): boolean {
  return line.startsWith("sep=") && line.length <= 5;
}

function endOfQuotation(piece: string, from: number): number {
  const end = piece.indexOf('"', from);
  return end === -1 ? piece.length : end;
}
