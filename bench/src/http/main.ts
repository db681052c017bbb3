/**
 * Compares Platen and a Gotenberg as their clients see them, over HTTP and at the same address, `/forms/libreoffice/convert`:
 *
 *   npm run bench:http -- DIR [--gotenberg http://127.0.0.1:3001] [--platen URL] [--documents 8] [--rounds 3]
 *
 * It sends the smallest documents of the folder by one, two and eight clients at the same time. The two servers take
 * turns in every round, after one round that is not counted. Without --platen it starts one, as `npm start` does.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type RunningProgram, startProgram } from "../running-program.ts";
import { figuresOf } from "./http-figures.ts";
import { measureServer, type Served } from "./measure-server.ts";
import { smallDocuments } from "./small-documents.ts";

const clientCounts = [1, 2, 8];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    gotenberg: { type: "string" },
    platen: { type: "string" },
    documents: { type: "string", default: "8" },
    rounds: { type: "string", default: "3" },
  },
});
const [folder] = positionals;
if (folder === undefined) throw new Error("Name a folder of documents: npm run bench:http -- DIR");
const documents = await smallDocuments(folder, Number(values.documents));
const own = values.platen === undefined ? await startPlaten() : undefined;
try {
  const addresses = new Map([["Platen", values.platen ?? own?.program.url ?? ""]]);
  if (values.gotenberg !== undefined) addresses.set("Gotenberg", values.gotenberg);
  await compare(addresses);
} finally {
  await own?.program.stop();
  if (own) await rm(own.folder, { recursive: true });
}

async function startPlaten(): Promise<{ program: RunningProgram; folder: string }> {
  const place = await mkdtemp(join(tmpdir(), "platen-bench-"));
  const settings = { RATE_LIMIT_PER_MINUTE: "0", LOG_LEVEL: "info" };
  return { program: await startProgram("standalone", place, settings), folder: place };
}

async function compare(addresses: ReadonlyMap<string, string>): Promise<void> {
  for (const address of addresses.values()) await measureServer(address, documents, 2);
  console.log(
    "| server | clients | documents/s | median ms | 95 % within ms | failures |\n|---|---|---|---|---|---|",
  );
  for (const clients of clientCounts) {
    const runs = new Map<string, Served[]>([...addresses.keys()].map((name) => [name, []]));
    for (let round = 0; round < Number(values.rounds); round += 1)
      for (const [name, address] of addresses)
        runs.get(name)?.push(await measureServer(address, documents, clients));
    for (const [name, served] of runs) report(name, clients, served);
  }
}

function report(name: string, clients: number, served: readonly Served[]): void {
  const { perSecond, medianMs, p95Ms } = figuresOf(served);
  const failures = served.flatMap((run) => run.failures);
  const cells = [name, clients, perSecond.toFixed(2), medianMs.toFixed(0), p95Ms.toFixed(0), failures.length];
  console.log(`| ${cells.join(" | ")} |`);
  for (const failure of new Set(failures)) console.error(failure);
}
