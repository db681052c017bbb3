import { execa } from "execa";

/** The number of pages of a PDF as poppler reads it. Undefined if the file is missing or not a valid PDF. */
export async function pagesOf(path: string): Promise<number | undefined> {
  const { exitCode, stdout } = await execa("pdfinfo", [path], { reject: false });
  // Without an exit status, pdfinfo itself is missing.
  if (exitCode === undefined) throw new Error("There is no pdfinfo: apt-get install poppler-utils");
  const pages = Number(/^Pages:\s+(\d+)$/m.exec(stdout)?.[1] ?? 0);
  return exitCode === 0 && pages > 0 ? pages : undefined;
}
