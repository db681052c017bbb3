import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { csvRows } from "./csv-rows.ts";

export interface CsvReading {
  readonly separator: string;
  /** Decides how a number is written. */
  readonly locale: string;
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
const maxColumns = 16_384;

/**
 * Writes CSV in UTF-8 as the sheet that it means. Over LibreOfficeKit LibreOffice asks how to read CSV in a dialog,
 * whatever options it was given, and nobody is there to answer. Numbers become numbers; anything else, formulas and
 * dates included, stays the text that was written.
 */
export async function writeCsvSheet(from: string, to: string, reading: CsvReading): Promise<void> {
  await pipeline(
    createReadStream(from, "utf8"),
    (pieces) => sheet(pieces, reading),
    createWriteStream(to, { mode: 0o600 }),
  );
}

async function* sheet(
  pieces: AsyncIterable<string>,
  { separator, locale }: CsvReading,
): AsyncGenerator<string> {
  const numberOf = numberReader(locale);
  yield head;
  let count = 0;
  for await (const row of csvRows(pieces, separator)) {
    if (++count > maxRows) break;
    const cells = row.slice(0, maxColumns).map((field) => cellOf(field, numberOf(field)));
    yield `<table:table-row>${cells.join("")}</table:table-row>\n`;
  }
  yield end;
}

function cellOf(field: string, number: number | undefined): string {
  if (field === "") return "<table:table-cell/>";
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
    if (!pattern.test(field)) return undefined;
    const plain = (group === "" ? field : field.replaceAll(group, "")).replace(decimal, ".");
    const number = Number(plain);
    return Number.isFinite(number) ? number : undefined;
  };
}

function quoted(sign: string): string {
  return sign.replace(/[.*+?^${}()|[\]\\\s]/g, "\\$&");
}
