/** Of a page as it is drawn, in points. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** The sizes of pages from what `pdfinfo -f 1 -l N` says, with turned pages as they are seen. One line at a time. */
export function readPageSizes(said: string): PageSize[] {
  const sizes: PageSize[] = [];
  for (const line of said.split("\n")) {
    const [page, , what, width, x, height] = line.trim().split(/ +/, 6);
    if (page !== "Page") continue;
    const last = sizes.at(-1);
    if (what === "size:" && x === "x") sizes.push({ width: Number(width), height: Number(height) });
    else if (what === "rot:" && last !== undefined && Number(width) % 180 !== 0)
      sizes[sizes.length - 1] = { width: last.height, height: last.width };
  }
  return sizes;
}
