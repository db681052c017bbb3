import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { canaryTexts } from "./bait.ts";

const lookAtPages = 3;
const dotsPerInch = 20;

/** What of the bait stands in a PDF: one of the texts, or a block in the canary picture's magenta. */
export async function findCanaries(pdf: string): Promise<string[]> {
  const text = await execa("pdftotext", ["-l", "50", pdf, "-"], { reject: false, timeout: 60_000 });
  const found = canaryTexts.filter((canary) => (text.stdout ?? "").includes(canary));
  return (await hasMagentaBlock(pdf)) ? [...found, "the canary picture"] : found;
}

async function hasMagentaBlock(pdf: string): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "canary-pages-"));
  try {
    const args = ["-r", String(dotsPerInch), "-l", String(lookAtPages), pdf, join(folder, "page")];
    await execa("pdftoppm", args, { reject: false, timeout: 60_000 });
    for (const name of await readdir(folder))
      if (countMagenta(await readFile(join(folder, name))) > 20) return true;
    return false;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Counts in a binary PPM, whose pixels are its last bytes, three for each. */
function countMagenta(ppm: Buffer): number {
  const [, width = "0", height = "0"] =
    /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.toString("latin1", 0, 40)) ?? [];
  let count = 0;
  for (let at = ppm.length - Number(width) * Number(height) * 3; at + 2 < ppm.length; at += 3) {
    const [red = 0, green = 255, blue = 0] = [ppm[at], ppm[at + 1], ppm[at + 2]];
    if (red > 230 && green < 40 && blue > 230) count += 1;
  }
  return count;
}
