import { type SourceFormat, sourceFormats } from "./source-formats.ts";

/** What browsers and programs call the same formats, besides the registered names. */
const otherNames: Readonly<Record<string, SourceFormat>> = {
  "text/rtf": "rtf",
  "application/x-rtf": "rtf",
  "application/csv": "csv",
  "text/x-csv": "csv",
  "text/comma-separated-values": "csv",
  "application/x-msword": "doc",
  "application/vnd.ms-word": "doc",
  "application/msexcel": "xls",
  "application/x-msexcel": "xls",
  "application/x-excel": "xls",
  "application/mspowerpoint": "ppt",
  "application/powerpoint": "ppt",
  "application/x-mspowerpoint": "ppt",
  "application/xhtml+xml": "html",
};

const formats = Object.keys(sourceFormats) as SourceFormat[];

/** The format that a Content-Type names, whatever its parameters; of several the usual one, undefined for none. */
export function formatOfMediaType(contentType: string | undefined): SourceFormat | undefined {
  const mediaType = contentType?.split(";", 1)[0]?.trim().toLowerCase();
  if (mediaType === undefined) return undefined;
  const registered = formats.find((format) => sourceFormats[format].mediaType === mediaType);
  return registered ?? (Object.hasOwn(otherNames, mediaType) ? otherNames[mediaType] : undefined);
}
