import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { readPpm } from "./read-ppm.ts";
import { signalToNoise } from "./signal-to-noise.ts";

export interface PdfComparison {
  readonly pages: readonly [number, number];
  readonly hasSameText: boolean;
  /** Similarity of the pages with the same number, in decibels, for the pages that both have. */
  readonly decibels: readonly number[];
}

const dotsPerInch = 50;

/** Compares two PDFs as poppler renders and reads them. */
export async function comparePdfs(one: string, other: string): Promise<PdfComparison> {
  const folder = await mkdtemp(join(tmpdir(), "platen-pages-"));
  try {
    const pages = await Promise.all([drawPages(one, folder, "one"), drawPages(other, folder, "other")]);
    const [text, otherText] = await Promise.all([textOf(one), textOf(other)]);
    return {
      pages: [pages[0].length, pages[1].length],
      hasSameText: text === otherText,
      decibels: await comparePages(...pages),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function comparePages(pages: readonly string[], others: readonly string[]): Promise<number[]> {
  const decibels: number[] = [];
  for (const [index, path] of pages.entries()) {
    const partner = others[index];
    if (partner === undefined) break;
    decibels.push(signalToNoise(readPpm(await readFile(path)), readPpm(await readFile(partner))));
  }
  return decibels;
}

/** The files of the pages in order; `pdftoppm` pads all page numbers of one document to the same width. */
async function drawPages(pdf: string, folder: string, name: string): Promise<string[]> {
  await execa("pdftoppm", ["-r", String(dotsPerInch), pdf, join(folder, name)]);
  const files = await readdir(folder);
  return files
    .filter((file) => file.startsWith(`${name}-`))
    .sort()
    .map((file) => join(folder, file));
}

async function textOf(pdf: string): Promise<string> {
  const { stdout } = await execa("pdftotext", [pdf, "-"]);
  return stdout;
}
