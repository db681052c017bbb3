/**
 * Whether a document can get out of the press's jail:
 *
 *   npm run hostile -- DIR [--documents]
 *
 * Every document of the folder goes through one mother with LibreOffice's own guards down: no connection may reach
 * the listener, no canary stand in a PDF, no macro leave its marker, and the mother must be the same at the end. Then
 * comes the positive control: with the jail open (limits stay) all three must be seen, or the first half shows
 * nothing. --documents also prints how each one ended. Needs poppler-utils.
 */
import { readdir } from "node:fs/promises";
import { extname, join } from "node:path";
import { parseArgs } from "node:util";
import { findLibreOffice } from "@platen/converter";
import { pressDocuments } from "./press-documents.ts";
import { outcomesOf, type VerdictLine, verdictInJail, verdictOfControl } from "./verdict.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { documents: { type: "boolean", default: false } },
});
const [folder] = positionals;
if (folder === undefined) throw new Error("Name a folder of documents: npm run hostile -- DIR");
// The canary picture is no document, but the bait.
const isDocument = (name: string) => !["", ".json"].includes(extname(name)) && name !== "lfi-canary.png";
const names = (await readdir(folder)).filter(isDocument).sort();
const office = await findLibreOffice(process.env.SOFFICE_PATH);
const common = { office, folder, say: console.log };

console.log(`The jail is shut: ${names.length} documents, LibreOffice ${office.version}`);
const shut = await pressDocuments({
  ...common,
  documents: names.map((name) => join(folder, name)),
  without: [],
});
if (values.documents) for (const [name, end] of shut.ends) console.log(`${end.outcome.padEnd(16)} ${name}`);
console.log(`Outcomes: ${outcomesOf(shut)}\nLayers: ${shut.layers.join(", ")}`);
const inJail = verdictInJail(shut);
print(inJail);

// Bombs show nothing more without the jail, and take as long again.
const cheap = names.filter(
  (name) => !/limit|timeout|crashed/.test(shut.ends.get(name)?.outcome ?? "timeout"),
);
console.log(`The jail is open: ${cheap.length} documents`);
const without = ["landlock", "user-ids", "seccomp", "environment", "descriptors"];
const open = await pressDocuments({ ...common, documents: cheap.map((name) => join(folder, name)), without });
const outside = verdictOfControl(open);
print(outside);
process.exitCode = [...inJail, ...outside].every(({ holds }) => holds) ? 0 : 1;

function print(lines: readonly VerdictLine[]): void {
  for (const { text, holds } of lines) console.log(`${holds ? "ok     " : "FAILED "} ${text}`);
}
