import type { SourceFormat } from "@platen/core";
import type { SourceContent } from "./source-content.ts";

/** Pictures that are told by their first bytes. */
const pictures: Readonly<Record<string, SourceFormat>> = {
  "image/png": "png",
  "image/apng": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
  "image/bmp": "bmp",
  "image/tiff": "tif",
  "image/webp": "webp",
  "image/vnd.adobe.photoshop": "psd",
  "application/eps": "eps",
};

const pictureFormats: ReadonlySet<SourceFormat> = new Set([
  ...Object.values(pictures),
  "svg",
  "svgz",
] as const);

export function isPicture(format: SourceFormat): boolean {
  return pictureFormats.has(format);
}

export function pictureContent(mediaType: string): SourceContent | undefined {
  const format = pictures[mediaType];
  return format && { kind: "document", format, encryption: "none", warnings: [] };
}
