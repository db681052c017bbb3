import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { CsvReader } from "./csv-rows.ts";
import { SourceExcess } from "./source-excess.ts";

export interface CsvReading {
  readonly separator: string;
  /** Decides how a number is written. */
  readonly locale: string;
  /** The largest sheet to write. */
  readonly maxBytes: number;
}

const namespace = "urn:oasis:names:tc:opendocument:xmlns";
const head =
  `<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="${namespace}:office:1.0" ` +
  `xmlns:table="${namespace}:table:1.0" xmlns:text="${namespace}:text:1.0" office:version="1.3" ` +
  'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>' +
  '<table:table table:name="source">';
const end = "</table:table></office:spreadsheet></office:body></office:document>";

/** As many as LibreOffice has in a sheet. */
const maxRows = 1_048_576;
/** Longer than any number that people write. */
const maxNumberLetters = 300;

/**
 * Writes CSV in UTF-8 as the sheet that it means. Over LibreOfficeKit LibreOffice asks how to read CSV in a dialog,
 * whatever options it was given, and nobody is there to answer. Numbers become numbers; anything else, formulas and
 * dates included, stays the text that was written. Fails with SourceExcess for more than LibreOffice has room for:
 * nothing is left out in silence.
 */
export async function writeCsvSheet(from: string, to: string, reading: CsvReading): Promise<void> {
  await pipeline(
    createReadStream(from, "utf8"),
    (pieces) => sheet(pieces, reading),
    createWriteStream(to, { mode: 0o600 }),
  );
}

/** Fails with SourceExcess for CSV with more rows, columns or text in a field than a sheet can hold. */
export async function checkCsv(path: string, separator: string): Promise<void> {
  const reader = new CsvReader(separator);
  let rows = 0;
  const count = (more: number) => {
    rows += more;
    if (rows > maxRows) throw new SourceExcess(`it has more than ${maxRows} rows`);
  };
  for await (const piece of createReadStream(path, "utf8")) count(reader.read(piece).length);
  count(reader.end().length);
}

async function* sheet(pieces: AsyncIterable<string>, reading: CsvReading): AsyncGenerator<Buffer> {
  const reader = new CsvReader(reading.separator);
  const write = rowWriter(reading);
  yield Buffer.from(head);
  for await (const piece of pieces) yield write(reader.read(piece));
  yield write(reader.end());
  yield Buffer.from(end);
}

function rowWriter({ locale, maxBytes }: CsvReading): (rows: readonly string[][]) => Buffer {
  const numberOf = numberReader(locale);
  let count = 0;
  let bytes = 0;
  return (rows) => {
    count += rows.length;
    if (count > maxRows) throw new SourceExcess(`it has more than ${maxRows} rows`);
    const written = Buffer.from(rows.map((row) => rowOf(row, numberOf)).join(""));
    bytes += written.length;
    if (bytes > maxBytes) throw new SourceExcess(`as a sheet it has more than ${maxBytes} bytes`);
    return written;
  };
}

/** Empty cells that stand together are written once. */
function rowOf(row: readonly string[], numberOf: (field: string) => number | undefined): string {
  let cells = "";
  let empty = 0;
  for (const field of row) {
    if (field === "") {
      empty += 1;
      continue;
    }
    cells += emptyCells(empty) + cellOf(field, numberOf(field));
    empty = 0;
  }
  return `<table:table-row>${cells}${emptyCells(empty)}</table:table-row>\n`;
}

function emptyCells(count: number): string {
  if (count < 2) return count === 0 ? "" : "<table:table-cell/>";
  return `<table:table-cell table:number-columns-repeated="${count}"/>`;
}

function cellOf(field: string, number: number | undefined): string {
  if (number !== undefined) return `<table:table-cell office:value-type="float" office:value="${number}"/>`;
  const lines = field.split(/\r\n|\r|\n/).map((line) => `<text:p>${escaped(line)}</text:p>`);
  return `<table:table-cell office:value-type="string">${lines.join("")}</table:table-cell>`;
}

/** Without what XML cannot hold; blanks that stand together stay together. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Control}\p{Surrogate}\ufffe\uffff]/gu, (letter) => (letter === "\t" ? letter : ""))
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/\t/g, "<text:tab/>")
    .replace(/ {2,}/g, (blanks) => ` <text:s text:c="${blanks.length - 1}"/>`);
}

/** Reads a number as people of this locale write it, with or without groups of thousands. */
function numberReader(locale: string): (field: string) => number | undefined {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1_234_567.5);
  const sign = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  const [group, decimal] = [sign("group"), sign("decimal")];
  const grouped = group === "" ? "" : `\\d{1,3}(?:${quoted(group)}\\d{3})+|`;
  const pattern = new RegExp(
    `^\\s*[+-]?(?:(?:${grouped}\\d+)(?:${quoted(decimal)}\\d*)?|${quoted(decimal)}\\d+)(?:[eE][+-]?\\d+)?\\s*$`,
  );
  return (field) => {
    if (field.length > maxNumberLetters || !pattern.test(field)) return undefined;
    const plain = (group === "" ? field : field.replaceAll(group, "")).replace(decimal, ".");
    const number = Number(plain);
    return Number.isFinite(number) ? number : undefined;
  };
}

function quoted(sign: string): string {
  return sign.replace(/[.*+?^${}()|[\]\\\s]/g, "\\$&");
}
