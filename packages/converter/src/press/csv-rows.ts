/**
 * The rows of a CSV text as it arrives in pieces. Quotation marks hold separators, line feeds and doubled quotation
 * marks together; one that stands within a field is a letter like any other. A first line `sep=;` is no row.
 */
export async function* csvRows(pieces: AsyncIterable<string>, separator: string): AsyncGenerator<string[]> {
  const reader = new RowReader(separator);
  for await (const piece of pieces) yield* reader.read(piece);
  yield* reader.end();
}

class RowReader {
  readonly #separator: string;
  #row: string[] = [];
  #field = "";
  #isQuoted = false;
  /** After a closing quotation mark: another one makes both a letter. */
  #wasQuoted = false;
  #isFirst = true;
  #wasReturn = false;

  constructor(separator: string) {
    this.#separator = separator;
  }

  *read(piece: string): Generator<string[]> {
    for (const letter of piece) {
      const isLineFeed = letter === "\n" && this.#wasReturn;
      this.#wasReturn = letter === "\r" && !this.#isQuoted;
      if (isLineFeed) continue;
      if (this.#isQuoted) this.#takeQuoted(letter);
      else if (letter === '"' && (this.#field === "" || this.#wasQuoted)) this.#openQuotation();
      else if (letter === this.#separator) this.#endField();
      else if (letter === "\n" || letter === "\r") yield* this.#endRow();
      else this.#field += letter;
    }
  }

  *end(): Generator<string[]> {
    if (this.#field !== "" || this.#row.length > 0) yield* this.#endRow();
  }

  #takeQuoted(letter: string): void {
    if (letter === '"') {
      this.#isQuoted = false;
      this.#wasQuoted = true;
    } else {
      this.#field += letter;
    }
  }

  #openQuotation(): void {
    if (this.#wasQuoted) this.#field += '"';
    this.#isQuoted = true;
    this.#wasQuoted = false;
  }

  #endField(): void {
    this.#row.push(this.#field);
    this.#field = "";
    this.#wasQuoted = false;
  }

  *#endRow(): Generator<string[]> {
    this.#endField();
    const row = this.#row;
    this.#row = [];
    const isStatement = this.#isFirst && /^sep=.?$/.test(row.join(""));
    this.#isFirst = false;
    if (!isStatement) yield row;
  }
}
