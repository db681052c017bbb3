import type { SourceFormat } from "@platen/core";
import type { ZipArchive } from "./zip-archive.ts";

const formats: Readonly<Record<string, SourceFormat>> = {
  presentation: "odp",
  text: "odt",
  spreadsheet: "ods",
  "presentation-template": "odp",
  "text-template": "odt",
  "spreadsheet-template": "ods",
};

const mediaTypeStart = "application/vnd.oasis.opendocument.";

export interface OpenDocument {
  /** Undefined for drawings, formulas and other kinds that are not converted. */
  readonly format: SourceFormat | undefined;
  readonly mediaType: string;
  readonly isEncrypted: boolean;
}

/** What an OpenDocument package holds, by its `mimetype`, or by its manifest where that is missing. */
export function openDocument(archive: ZipArchive): OpenDocument | undefined {
  const read = (name: string) => {
    const part = archive.find(name);
    return part === undefined ? "" : archive.readStart(part, 262_144).toString("utf8");
  };
  const manifest = read("META-INF/manifest.xml");
  const root = /<[^>]*full-path="\/"[^>]*>/.exec(manifest)?.[0] ?? "";
  const mediaType = read("mimetype").trim() || (/media-type="([^"]*)"/.exec(root)?.[1] ?? "");
  if (!mediaType.startsWith(mediaTypeStart)) return undefined;
  const isEncrypted =
    /<([\w-]+:)?encryption-data[\s>]/.test(manifest) || archive.find("encrypted-package") !== undefined;
  return { format: formats[mediaType.slice(mediaTypeStart.length)], mediaType, isEncrypted };
}
