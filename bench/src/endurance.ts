/**
 * What the template process is like after many documents:
 *
 *   node bench/src/endurance.ts DECK.pptx [--documents 1000]
 *
 * Converts one presentation over and over, two at a time, and prints its memory, descriptors, children and folder
 * along the way. Fails when one of them grows. Linux only; nobody but root can read its memory.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findLibreOffice } from "@platen/converter";
import { runRequest, startTrialTemplate, type TemplateProcess } from "@platen/converter/press";
import { allProcesses, readMemory } from "@platen/process";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { documents: { type: "string", default: "1000" } },
});
const [document] = positionals;
if (document === undefined) throw new Error("Name a presentation: node bench/src/endurance.ts DECK.pptx");
const deck = await readFile(document);
const documents = Number(values.documents);
/** By then everything that is made once has been made. */
const settled = 50;
const limits = { timeoutMs: 60_000, maxCpuSeconds: 60, maxMemoryBytes: 3e9, maxResultBytes: 1e8 };

const folder = await mkdtemp(join(tmpdir(), "endurance-"));
const template = await startTrialTemplate({ office: await findLibreOffice(), without: ["user-ids"] });
let failures = 0;
let next = 0;

async function worker(slot: number, upTo: number): Promise<void> {
  for (let index = next++; index < upTo; index = next++) {
    const own = join(folder, String(index));
    await mkdir(own, { mode: 0o700 });
    await writeFile(join(own, "source.pptx"), deck);
    const request = { folder: own, source: "source.pptx", result: "result.pdf", format: "pdf", limits, slot };
    const options = { loadOptions: "Batch=1,Language=en-GB", exportOptions: "{}" };
    const watch = { signal: new AbortController().signal, onMessage: () => {} };
    const { outcome } = await runRequest(template, { ...request, ...options }, watch).end;
    if (outcome !== "converted") failures += 1;
    await rm(own, { recursive: true });
  }
}

async function convertUpTo(count: number): Promise<void> {
  next = Math.min(next, count);
  await Promise.all([worker(0, count), worker(1, count)]);
  next = count;
}

interface Look {
  readonly bytes: number;
  readonly descriptors: number;
  readonly children: number;
}

async function lookAt({ processId }: TemplateProcess): Promise<Look> {
  return {
    bytes: readMemory(processId)?.residentBytes ?? Number.NaN,
    descriptors: (await readdir(`/proc/${processId}/fd`)).length,
    children: allProcesses().filter(({ parent }) => parent === processId).length,
  };
}

function lineOf(count: number, { bytes, descriptors, children }: Look): string {
  return `after ${count}: ${(bytes / 1e6).toFixed(1)} MB, ${descriptors} descriptors, ${children} children`;
}

await convertUpTo(settled);
const first = await lookAt(template);
console.log(lineOf(settled, first));
for (let count = 250; count < documents; count += 250) {
  await convertUpTo(count);
  console.log(lineOf(count, await lookAt(template)));
}
await convertUpTo(documents);
const last = await lookAt(template);
const left = (await readdir(folder)).length;
console.log(`${lineOf(documents, last)}; ${failures} failed, ${left} folders left`);
await template.close();
await rm(folder, { recursive: true });
const isFlat =
  last.bytes - first.bytes < 2e6 && last.descriptors === first.descriptors && last.children === 0;
process.exitCode = isFlat && failures === 0 && left === 0 ? 0 : 1;
