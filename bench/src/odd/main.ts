/**
 * Odd documents through the converter as it is shipped:
 *
 *   npm run odd -- DIR [--engine auto|press|libreoffice-convert] [--port 18765] [--details]
 *
 * Each must end with a PDF or with the right code, which `DIR-manifest.tsv` knows where there is one, and a code that
 * blames the document otherwise. No link may reach the listener that runs meanwhile on the port that the documents
 * name; that it could is shown at the end with a LibreOffice that nothing guards. And the template process must be the
 * same from the first document to the last. Ends with 1 when any of it does not hold.
 */
import { parseArgs } from "node:util";
import { converterSettings, openConverter } from "@platen/converter";
import { readSettings } from "@platen/program";
import { type OddReport, type OddRow, runOdd } from "./run-odd.ts";
import { verdictOf } from "./verdict.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    engine: { type: "string" },
    port: { type: "string", default: "18765" },
    details: { type: "boolean", default: false },
  },
});
const [folder] = positionals;
if (folder === undefined) throw new Error("Name a folder of documents: npm run odd -- DIR");
const environment = { ...process.env, ...(values.engine !== undefined && { ENGINE: values.engine }) };
const converter = await openConverter(readSettings({ converter: converterSettings }, environment).converter);
try {
  const { engine, libreOfficeVersion, layers } = converter.describe();
  console.log(`${engine} with LibreOffice ${libreOfficeVersion}; layers: ${layers.join(", ")}\n`);
  const report = await runOdd({ converter, folder, port: Number(values.port), onRow: print });
  console.log(`\n${outcomesOf(report)}`);
  const verdict = verdictOf(report);
  for (const { text, holds } of verdict) console.log(`${holds ? "ok     " : "FAILED "} ${text}`);
  process.exitCode = verdict.every(({ holds }) => holds) ? 0 : 1;
} finally {
  await converter.close();
}

function print({ file, outcome, problem, detail }: OddRow): void {
  console.log(`${file.padEnd(48)} ${outcome}${problem === undefined ? "" : `  WRONG: ${problem}`}`);
  if (values.details && detail !== undefined) console.log(`    ${detail}`);
}

function outcomesOf({ rows }: OddReport): string {
  const counts = new Map<string, number>();
  for (const { outcome } of rows) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const parts = [...counts].toSorted(([, one], [, other]) => other - one);
  return `${rows.length} documents: ${parts.map(([outcome, count]) => `${count} ${outcome}`).join("; ")}`;
}
