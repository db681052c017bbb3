import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LibreOffice } from "@platen/converter";
import type { Converter } from "@platen/core";
import type { AcceptanceRow } from "./acceptance-row.ts";
import { areSame, compareDocuments, type MadePdf } from "./compare-documents.ts";
import { type AcceptanceDocument, findDocuments } from "./documents.ts";
import { readPdfFacts } from "./pdf-facts.ts";
import { convertPlainly, type PlainOutcome } from "./plain-office.ts";

export interface AcceptanceOptions {
  readonly converter: Converter;
  readonly office: LibreOffice;
  readonly folder: string;
  /** Keeps what soffice made, so that it is made once for all later runs. */
  readonly keepIn: string;
  /** How long soffice may take for one document. */
  readonly limitMs: number;
  readonly minDecibels: number;
  readonly onRow: (row: AcceptanceRow) => Promise<void>;
}

type Options = Omit<AcceptanceOptions, "folder">;

/** So many documents go through one run of soffice. */
const batchSize = 16;
const conversionsAtOnce = 2;

/**
 * Converts every document below a folder with soffice, unless an earlier run did, and with Platen, and compares the
 * PDFs. While Platen converts some documents, soffice converts the next.
 */
export async function runAcceptance({ folder, ...options }: AcceptanceOptions): Promise<AcceptanceRow[]> {
  const documents = await findDocuments(folder);
  const batches = Array.from({ length: Math.ceil(documents.length / batchSize) }, (_, index) =>
    documents.slice(index * batchSize, (index + 1) * batchSize),
  );
  const rows: AcceptanceRow[] = [];
  let next = keptByOffice(batches[0] ?? [], options);
  for (const [index, batch] of batches.entries()) {
    const outcomes = await next;
    next = keptByOffice(batches[index + 1] ?? [], options);
    // It is awaited in the next round, and nobody listens before.
    next.catch(() => undefined);
    rows.push(...(await compareBatch(batch, outcomes, options)));
  }
  await next;
  return rows;
}

const pdfFolder = ({ office, keepIn }: Options) => join(keepIn, `soffice-${office.version}`);

/** What soffice makes of documents: from an earlier run, or now. */
async function keptByOffice(
  batch: readonly AcceptanceDocument[],
  options: Options,
): Promise<ReadonlyMap<string, PlainOutcome>> {
  const folder = pdfFolder(options);
  const outcomes = new Map<string, PlainOutcome>();
  await mkdir(folder, { recursive: true });
  for (const { key } of batch) {
    const kept = await readFile(join(folder, `${key}.outcome`), "utf8").catch(() => undefined);
    if (kept !== undefined) outcomes.set(key, kept as PlainOutcome);
  }
  const others = batch.filter(({ key }) => !outcomes.has(key));
  for (const [key, outcome] of await convertPlainly(others, folder, options)) {
    await writeFile(join(folder, `${key}.outcome`), outcome);
    outcomes.set(key, outcome);
  }
  return outcomes;
}

async function compareBatch(
  batch: readonly AcceptanceDocument[],
  outcomes: ReadonlyMap<string, PlainOutcome>,
  options: Options,
): Promise<AcceptanceRow[]> {
  const work = await mkdtemp(join(tmpdir(), "acceptance-batch-"));
  try {
    const waiting = [...batch];
    const trials: Trial[] = [];
    const workThrough = async () => {
      for (let document = waiting.shift(); document !== undefined; document = waiting.shift())
        trials.push(
          await tryDocument(document, outcomes.get(document.key) ?? "refused", { ...options, work }),
        );
    };
    await Promise.all(Array.from({ length: conversionsAtOnce }, workThrough));
    const rows = await settle(trials, options, join(work, "again"));
    for (const row of rows) await options.onRow(row);
    return rows;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** A document that both have converted has both PDFs. */
interface Trial {
  readonly document: AcceptanceDocument;
  readonly row: AcceptanceRow;
  readonly platen?: MadePdf | undefined;
  readonly soffice?: MadePdf | undefined;
}

async function tryDocument(
  document: AcceptanceDocument,
  plain: PlainOutcome,
  options: Options & { work: string },
): Promise<Trial> {
  const { key, file, path, format } = document;
  const folder = join(options.work, key);
  await mkdir(folder);
  // soffice, too, sees the document under this name.
  const source = { path, format, filename: key };
  const request = { source, format: "pdf", options: {}, folder } as const;
  const outcome = await options.converter.convert(request, { signal: new AbortController().signal });
  const soffice = plain === "converted" ? await readMade(join(pdfFolder(options), `${key}.pdf`)) : undefined;
  const base = { file, key, soffice: plain === "converted" && !soffice ? "crashed" : plain } as const;
  if (!outcome.ok) {
    const { code, detail } = outcome.failure;
    return { document, row: { ...base, platen: code, detail } };
  }
  const { pages, engine } = outcome.conversion;
  const row = { ...base, platen: "converted", pages, engine } as const;
  const platen = await readMade(outcome.conversion.path);
  if (platen === undefined) return { document, row: { ...row, platen: "output_invalid" } };
  if (soffice === undefined) return { document, row };
  const differences = await compareDocuments(platen, soffice, options);
  return { document, row: { ...row, differences }, platen, soffice };
}

async function readMade(path: string): Promise<MadePdf | undefined> {
  const facts = await readPdfFacts(path);
  return facts && { path, facts };
}

/**
 * Has soffice convert once more what differs, to see what differs by itself. Each in a run of its own: what an earlier
 * document of the same run leaves behind, such as the colours of authors, is no part of a document.
 */
async function settle(trials: readonly Trial[], options: Options, folder: string): Promise<AcceptanceRow[]> {
  for (const { document, row } of trials)
    if (row.differences && !areSame(row.differences)) await convertPlainly([document], folder, options);
  const rows: AcceptanceRow[] = [];
  for (const { document, row, platen, soffice } of trials) {
    const isSettled = row.differences === undefined || areSame(row.differences) || !platen || !soffice;
    const again = isSettled ? undefined : await readMade(join(folder, `${document.key}.pdf`));
    if (isSettled || again === undefined) rows.push(row);
    else rows.push({ ...row, differences: await compareDocuments(platen, soffice, { ...options, again }) });
  }
  return rows;
}
