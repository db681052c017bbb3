import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import {
  type CellWriter,
  cellStyles,
  cellWriter,
  escapeText,
  fieldWidth,
  maxColumnWidth,
  numberSignsOf,
} from "./csv-cells.ts";
import { CsvReader } from "./csv-rows.ts";
import { SourceExcess } from "./source-excess.ts";

export interface CsvReading {
  readonly separator: string;
  /** Of the sheet; LibreOffice prints it above every page. */
  readonly name: string;
  /** Decides how a number is written. */
  readonly locale: string;
  /** The sign before the fractions of numbers, where it is not the locale's. */
  readonly decimal?: "." | "," | undefined;
  /** The largest sheet to write. */
  readonly maxBytes: number;
}

const namespace = "urn:oasis:names:tc:opendocument:xmlns";
const namespaces = ["office", "table", "text", "style"]
  .map((name) => `xmlns:${name}="${namespace}:${name}:1.0"`)
  .concat([`xmlns:fo="${namespace}:xsl-fo-compatible:1.0"`, `xmlns:number="${namespace}:datastyle:1.0"`])
  .join(" ");
const head =
  `<?xml version="1.0" encoding="UTF-8"?><office:document ${namespaces} office:version="1.3" ` +
  'office:mimetype="application/vnd.oasis.opendocument.spreadsheet">';
const table = (name: string) =>
  `<office:body><office:spreadsheet><table:table table:name="${sheetName(name)}">`;
const end = "</table:table></office:spreadsheet></office:body></office:document>";

/** As many as LibreOffice has in a sheet. */
const maxRows = 1_048_576;
/** Widths are rounded up to so many hundredths of a millimetre. */
const widthStep = 50;

/**
 * Writes CSV in UTF-8 as the sheet that it means. Over LibreOfficeKit LibreOffice asks how to read CSV in a dialog,
 * whatever options it was given, and nobody is there to answer. Every cell shows what was written: a number stays one
 * where a style shows it so; anything else, formulas and dates included, is text. Columns are as wide as their fields.
 * Fails with SourceExcess for more than LibreOffice has room for: nothing is left out in silence.
 */
export async function writeCsvSheet(from: string, to: string, reading: CsvReading): Promise<void> {
  const widths = await measureColumns(from, reading.separator);
  await pipeline(
    createReadStream(from, "utf8"),
    (pieces) => sheet(pieces, reading, widths),
    createWriteStream(to, { mode: 0o600 }),
  );
}

/** How wide each column must be, in hundredths of a millimetre; 0 for one without text. */
async function measureColumns(path: string, separator: string): Promise<number[]> {
  const reader = new CsvReader(separator);
  const widths: number[] = [];
  const measure = (rows: readonly string[][]) => {
    for (const row of rows)
      for (const [column, field] of row.entries())
        widths[column] = Math.max(widths[column] ?? 0, field === "" ? 0 : fieldWidth(field));
  };
  for await (const piece of createReadStream(path, "utf8")) measure(reader.read(piece));
  measure(reader.end());
  return widths.map((width) => Math.min(maxColumnWidth, Math.ceil(width / widthStep) * widthStep));
}

async function* sheet(
  pieces: AsyncIterable<string>,
  reading: CsvReading,
  widths: readonly number[],
): AsyncGenerator<Buffer> {
  const reader = new CsvReader(reading.separator);
  const signs = numberSignsOf(reading.locale, reading.decimal);
  const write = rowWriter(cellWriter(signs), reading.maxBytes);
  const styles = columnStyles(widths) + cellStyles(signs);
  yield Buffer.from(
    `${head}<office:automatic-styles>${styles}</office:automatic-styles>${table(reading.name)}${columns(widths)}`,
  );
  for await (const piece of pieces) yield write(reader.read(piece));
  yield write(reader.end());
  yield Buffer.from(end);
}

/** As LibreOffice has it where it reads CSV itself: some signs may not stand in a sheet's name. */
function sheetName(name: string): string {
  return escapeText(name.replace(/\s+/g, " ").replace(/[[\]*?:/\\"]|^'|'$/g, "_"));
}

/** A style for each width that occurs; there are few, because widths are rounded. */
function columnStyles(widths: readonly number[]): string {
  const styles = [...new Set(widths)]
    .filter((width) => width > 0)
    .map(
      (width) =>
        `<style:style style:name="w${width}" style:family="table-column">` +
        `<style:table-column-properties style:column-width="${width / 100}mm"/></style:style>`,
    );
  return styles.join("");
}

function columns(widths: readonly number[]): string {
  const named = (width: number) => (width === 0 ? "" : ` table:style-name="w${width}"`);
  return widths.map((width) => `<table:table-column${named(width)}/>`).join("");
}

function rowWriter(cellOf: CellWriter, maxBytes: number): (rows: readonly string[][]) => Buffer {
  let count = 0;
  let bytes = 0;
  return (rows) => {
    count += rows.length;
    if (count > maxRows) throw new SourceExcess(`it has more than ${maxRows} rows`);
    const written = Buffer.from(rows.map((row) => rowOf(row, cellOf)).join(""));
    bytes += written.length;
    if (bytes > maxBytes) throw new SourceExcess(`as a sheet it has more than ${maxBytes} bytes`);
    return written;
  };
}

/** Empty cells that stand together are written once. */
function rowOf(row: readonly string[], cellOf: CellWriter): string {
  let cells = "";
  let empty = 0;
  for (const field of row) {
    if (field === "") {
      empty += 1;
      continue;
    }
    cells += emptyCells(empty) + cellOf(field);
    empty = 0;
  }
  return `<table:table-row>${cells}${emptyCells(empty)}</table:table-row>\n`;
}

function emptyCells(count: number): string {
  if (count < 2) return count === 0 ? "" : "<table:table-cell/>";
  return `<table:table-cell table:number-columns-repeated="${count}"/>`;
}
