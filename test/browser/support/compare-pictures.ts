import type { Page } from "playwright-core";

export interface Part {
  readonly name: string;
  readonly top: number;
  readonly height: number;
}

/**
 * Which parts of two pictures differ in more than a few pixels. Both are looked at in half their size and with a tolerance,
 * so that the edges of letters, which another version of the browser draws a little differently, do not count.
 */
export async function differingParts(
  page: Page,
  pictures: { readonly kept: Buffer; readonly now: Buffer },
  parts: readonly Part[],
): Promise<string[]> {
  const given = { kept: pictures.kept.toString("base64"), now: pictures.now.toString("base64"), parts };
  return page.evaluate<string[]>(`(${compare})(${JSON.stringify(given)})`);
}

/** Runs in the browser, which can read pictures. */
const compare = `async ({ kept, now, parts }) => {
  const read = async (base64) => {
    const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(Math.round(picture.width / 2), Math.round(picture.height / 2));
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.imageSmoothingQuality = "high";
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return { canvas, context };
  };
  const [before, after] = await Promise.all([read(kept), read(now)]);
  if (before.canvas.width !== after.canvas.width) return ["the width"];
  if (Math.abs(before.canvas.height - after.canvas.height) > 0.02 * before.canvas.height) return ["the height"];
  const scale = after.canvas.height / (parts.at(-1).top + parts.at(-1).height);
  const width = after.canvas.width;
  return parts.filter(({ top, height }) => {
    const y = Math.round(top * scale);
    const rows = Math.min(Math.max(1, Math.round(height * scale)), before.canvas.height - y, after.canvas.height - y);
    if (rows < 1) return true;
    const [a, b] = [before, after].map(({ context }) => context.getImageData(0, y, width, rows).data);
    let differing = 0;
    for (let at = 0; at < a.length; at += 4) {
      const distance = Math.abs(a[at] - b[at]) + Math.abs(a[at + 1] - b[at + 1]) + Math.abs(a[at + 2] - b[at + 2]);
      if (distance > 120) differing += 1;
    }
    return differing > 0.01 * width * rows;
  }).map(({ name }) => name);
}`;
