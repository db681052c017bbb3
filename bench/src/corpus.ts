import { parseArgs } from "node:util";
import { converterSettings, openConverter } from "@platen/converter";
import { isAppError } from "@platen/core";
import { readSettings } from "@platen/program";
import { type CorpusRow, convertCorpus } from "./convert-corpus.ts";

const usage =
  "npm run corpus -- DIR [--engine auto|press|libreoffice-convert] [--keep DIR] [--details] [--expect-all]";

/**
 * Converts every document of a folder and prints the outcome and the cost of each. With --expect-all it exits with 1 if
 * any of them did not become a PDF.
 */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      engine: { type: "string" },
      keep: { type: "string" },
      details: { type: "boolean", default: false },
      "expect-all": { type: "boolean", default: false },
    },
  });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1)
    throw new Error(`Name one folder of documents: ${usage}`);
  const environment = { ...process.env, ...(values.engine !== undefined && { ENGINE: values.engine }) };
  const converter = await openConverter(
    readSettings({ converter: converterSettings }, environment).converter,
  );
  try {
    const { engine, libreOfficeVersion, reason } = converter.describe();
    console.log(`${engine} with LibreOffice ${libreOfficeVersion} (${reason})\n`);
    console.log(line(["file", "outcome", "pages", "CPU s", "wall s"]));
    const rows: CorpusRow[] = [];
    for await (const row of convertCorpus(converter, folder, values.keep)) {
      rows.push(row);
      console.log(
        line([row.file, row.outcome, row.pages ?? "", seconds(row.cpuSeconds), seconds(row.wallSeconds)]),
      );
      if (values.details && row.detail !== undefined) console.log(`    ${row.detail}`);
    }
    console.log(`\n${summary(rows)}`);
    if (values["expect-all"] && !rows.every(isConverted)) process.exitCode = 1;
  } finally {
    await converter.close();
  }
}

const widths = [60, 20, 6, 8, 8];

function line(cells: readonly (string | number)[]): string {
  const [file = "", outcome = "", ...numbers] = cells.map((cell, index) =>
    shorten(String(cell), widths[index] ?? 8),
  );
  const right = numbers.map((number, index) => number.padStart(widths[index + 2] ?? 8));
  return [file.padEnd(60), outcome.padEnd(20), ...right].join(" ");
}

function shorten(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

function seconds(value: number | undefined): string {
  return value === undefined ? "–" : value.toFixed(2);
}

function isConverted(row: CorpusRow): boolean {
  return row.outcome === "converted";
}

function summary(rows: readonly CorpusRow[]): string {
  const sum = (pick: (row: CorpusRow) => number) => rows.reduce((total, row) => total + pick(row), 0);
  const converted = rows.filter(isConverted).length;
  const cpu = rows.some((row) => row.cpuSeconds === undefined)
    ? undefined
    : sum((row) => row.cpuSeconds ?? 0);
  return (
    `${converted} of ${rows.length} converted, ${sum((row) => row.pages ?? 0)} pages, ` +
    `${seconds(cpu)} s of processor time, ${seconds(sum((row) => row.wallSeconds))} s`
  );
}

try {
  await main();
} catch (error) {
  console.error(isAppError(error) || error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
