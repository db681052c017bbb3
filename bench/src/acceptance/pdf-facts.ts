import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { type Picture, readPpm } from "../engines/pictures/read-ppm.ts";

export interface PdfFacts {
  /** The words of each page, as they are compared. */
  readonly pages: readonly (readonly string[])[];
  /** Without the letters that mark a part of a font. */
  readonly fonts: ReadonlySet<string>;
}

const limits = { timeout: 120_000, maxBuffer: 200_000_000, stripFinalNewline: false } as const;
const dotsPerInch = 36;
/** Of a long document only the first pages are drawn; words, fonts and pages count in all of it. */
export const mostDrawnPages = 20;

/** What poppler reads in a PDF; undefined if it is not one. */
export async function readPdfFacts(path: string): Promise<PdfFacts | undefined> {
  try {
    const text = await execa("pdftotext", ["-enc", "UTF-8", path, "-"], limits);
    const fonts = await execa("pdffonts", [path], limits);
    return { pages: wordsOfPages(text.stdout), fonts: fontNames(fonts.stdout) };
  } catch (error) {
    if ((error as { code?: string }).code !== "ENOENT") return undefined;
    throw new Error("There is no pdftotext: apt-get install poppler-utils", { cause: error });
  }
}

/** Marks of the writing direction, of which poppler writes more or fewer for the same page. */
const directionMarks = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Each page ends with a form feed. Ligatures and widths of the same letter are one, as are all kinds of space. */
export function wordsOfPages(text: string): string[][] {
  const pages = text.split("\f").slice(0, -1);
  return pages.map((page) =>
    page
      .normalize("NFKC")
      .replace(directionMarks, "")
      .split(/\s+/)
      .filter((word) => word !== ""),
  );
}

/** The table of `pdffonts`, in which the second line shows how wide the column of names is. */
export function fontNames(table: string): Set<string> {
  const [, rule = "", ...rows] = table.split("\n");
  const width = rule.indexOf(" ");
  const names = rows.map((row) =>
    row
      .slice(0, width)
      .trim()
      .replace(/^[A-Z]{6}\+/, ""),
  );
  return new Set(names.filter((name) => name !== ""));
}

/** The first pages as small pictures. */
export async function drawPages(path: string): Promise<Picture[]> {
  const folder = await mkdtemp(join(tmpdir(), "acceptance-pages-"));
  try {
    const range = ["-r", String(dotsPerInch), "-l", String(mostDrawnPages)];
    await execa("pdftoppm", [...range, path, join(folder, "page")], { ...limits, reject: false });
    const files = (await readdir(folder)).toSorted();
    return await Promise.all(files.map(async (file) => readPpm(await readFile(join(folder, file)))));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
