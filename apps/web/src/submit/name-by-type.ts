import { formatOfMediaType, sourceFormatOf } from "@platen/core";
import { extensionOf } from "./clean-filename.ts";

/**
 * The name of a file, with the extension of what its media type says where it has none of its own, as `blob`, the name
 * that browsers give. A number at the end, as in "Report 1.2", is no extension.
 */
export function nameByType(filename: string, contentType: string | undefined): string {
  if (sourceFormatOf(filename) !== undefined || hasExtension(filename)) return filename;
  const format = formatOfMediaType(contentType);
  return format === undefined ? filename : withExtension(filename, format);
}

export function hasExtension(filename: string): boolean {
  return !/^(\.\d*)?$/.test(extensionOf(filename));
}

export function withExtension(filename: string, extension: string): string {
  return `${filename === "" ? "document" : filename}.${extension}`;
}
