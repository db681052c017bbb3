import type { ConversionOptions, PictureFormat } from "@platen/core";
import type { PageSize } from "./page-sizes.ts";

export type Scale = { readonly dpi: number } | { readonly width: number };

/** What `dpi` says in words. */
const usualDotsPerInch = 150;

export function scaleOf({ dpi, width }: ConversionOptions): Scale {
  if (width !== undefined) return { width };
  return { dpi: dpi ?? usualDotsPerInch };
}

/** A page of A4 at 1,200 DPI is less. */
const maxPixels = 150_000_000;
const maxSidePixels = { png: 32_000, jpg: 32_000, webp: 16_383 } as const;
/** Of one document. */
export const maxPictures = 2_000;

const pointsInInch = 72;

/** Why these pages are not drawn at this scale, for the person; undefined where they are. */
export function refusalOf(
  sizes: readonly PageSize[],
  scale: Scale,
  format: Exclude<PictureFormat, "svg">,
): string | undefined {
  for (const [index, page] of sizes.entries()) {
    const { width, height } = pixelsOf(page, scale);
    const isTooLarge = width * height > maxPixels || Math.max(width, height) > maxSidePixels[format];
    if (!isTooLarge) continue;
    const size = `${width} × ${height} pixels`;
    return `Page ${index + 1} would be a picture of ${size}, which is more than is drawn. Ask for less dpi or width.`;
  }
  return undefined;
}

export function pixelsOf(page: PageSize, scale: Scale): PageSize {
  const factor = "width" in scale ? scale.width / page.width : scale.dpi / pointsInInch;
  return { width: Math.ceil(page.width * factor), height: Math.ceil(page.height * factor) };
}
