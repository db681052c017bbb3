/**
 * Compares Platen with plain soffice of the same installation, document by document:
 *
 *   npm run acceptance -- DIR [--keep DIR] [--percent 99.95] [--decibels 35] [--engine auto|press|libreoffice-convert]
 *
 * All that lies below DIR and whose name Platen takes is converted by both with default options, and the pages, the words of
 * each page, the fonts and small pictures of the first pages are compared. What soffice itself does not make twice the same, such as
 * random numbers, does not count. A table, every document that differs, and in the folder of --keep the file `rows.jsonl` with all of it. That folder
 * also keeps soffice's PDFs by the content of the documents: a second run only does Platen's side again. Ends with 1
 * when Platen converts less than --percent of what soffice converts. Needs poppler-utils.
 */
import { appendFile, mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { converterSettings, findLibreOffice, openConverter } from "@platen/converter";
import { readSettings } from "@platen/program";
import { acceptedPercent } from "./acceptance-row.ts";
import { acceptanceReport, differingDocuments } from "./report.ts";
import { runAcceptance } from "./run-acceptance.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    keep: { type: "string", default: "data/acceptance" },
    percent: { type: "string", default: "99.95" },
    decibels: { type: "string", default: "35" },
    engine: { type: "string" },
  },
});
const [folder] = positionals;
if (folder === undefined) throw new Error("Name a folder of documents: npm run acceptance -- DIR");
const keepIn = resolve(values.keep);
const rowsFile = join(keepIn, "rows.jsonl");
await mkdir(keepIn, { recursive: true });
await rm(rowsFile, { force: true });
const environment = { ...process.env, ...(values.engine !== undefined && { ENGINE: values.engine }) };
const settings = readSettings({ converter: converterSettings }, environment).converter;
const office = await findLibreOffice(settings.sofficePath);
const converter = await openConverter(settings);
try {
  const { engine, libreOfficeVersion } = converter.describe();
  console.log(`${engine} with LibreOffice ${libreOfficeVersion}, against its own soffice\n`);
  let count = 0;
  const rows = await runAcceptance({
    ...{ converter, office, folder, keepIn },
    limitMs: settings.limits.timeoutMs,
    minDecibels: Number(values.decibels),
    onRow: async (row) => {
      await appendFile(rowsFile, `${JSON.stringify(row)}\n`);
      count += 1;
      for (const line of differingDocuments([row])) console.log(`${String(count).padStart(5)}  ${line}`);
    },
  });
  console.log(`\n${acceptanceReport(rows)}\n\nEvery document: ${rowsFile}`);
  process.exitCode = acceptedPercent(rows) < Number(values.percent) ? 1 : 0;
} finally {
  await converter.close();
}
