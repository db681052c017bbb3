import { execa } from "execa";

/** How many pages a PDF has, as poppler reads it; undefined where there is no file or it is no sound PDF. */
export async function pagesOf(path: string): Promise<number | undefined> {
  const { exitCode, stdout } = await execa("pdfinfo", [path], { reject: false });
  // Anything but an exit status means that pdfinfo itself is missing.
  if (exitCode === undefined) throw new Error("There is no pdfinfo: apt-get install poppler-utils");
  const pages = Number(/^Pages:\s+(\d+)$/m.exec(stdout)?.[1] ?? 0);
  return exitCode === 0 && pages > 0 ? pages : undefined;
}
