import { copyFile, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Converter, sourceFormatOf } from "@platen/core";
import { processTreeSeconds } from "./process-tree-time.ts";

/** The outcome of one document. */
export interface CorpusRow {
  readonly file: string;
  /** `converted`, or the code of the failure. */
  readonly outcome: string;
  readonly pages: number | undefined;
  /** Undefined where the system does not report it. */
  readonly cpuSeconds: number | undefined;
  readonly wallSeconds: number;
  readonly engine: string | undefined;
  readonly detail: string | undefined;
}

/** Converts every file of a folder, one after the other, and yields a row for each. A document that fails is a row, not an error. */
export async function* convertCorpus(
  converter: Converter,
  folder: string,
  keepIn: string | undefined,
): AsyncIterable<CorpusRow> {
  if (keepIn !== undefined) await mkdir(keepIn, { recursive: true });
  const files = await readdir(folder, { withFileTypes: true });
  for (const file of files
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .toSorted()) {
    yield await convertFile(converter, folder, file, keepIn);
  }
}

async function convertFile(
  converter: Converter,
  folder: string,
  file: string,
  keepIn: string | undefined,
): Promise<CorpusRow> {
  const format = sourceFormatOf(file);
  const row = { file, pages: undefined, cpuSeconds: 0, wallSeconds: 0, engine: undefined, detail: undefined };
  if (format === undefined) return { ...row, outcome: "unsupported_format" };
  const work = await mkdtemp(join(tmpdir(), "corpus-"));
  try {
    const startedAt = performance.now();
    const cpuBefore = processTreeSeconds();
    const request = {
      source: { path: join(folder, file), format },
      format: "pdf",
      options: {},
      folder: work,
    } as const;
    const outcome = await converter.convert(request, { signal: new AbortController().signal });
    const cpuAfter = processTreeSeconds();
    const cpuSeconds = cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore;
    const spent = { file, cpuSeconds, wallSeconds: (performance.now() - startedAt) / 1000 };
    if (!outcome.ok) {
      const { code, detail } = outcome.failure;
      return { ...row, ...spent, outcome: code, detail };
    }
    const { path, pages, engine } = outcome.conversion;
    if (keepIn !== undefined) await copyFile(path, join(keepIn, `${file}.pdf`));
    return { ...row, ...spent, outcome: "converted", pages: pages ?? undefined, engine };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
