import { type SourceFormat, sourceFormatOf } from "@platen/core";

/** LibreOffice puts a lock beside the file whose name is longer, and the system takes 255 bytes. */
const maxBytes = 200;

/**
 * The name under which LibreOffice gets a document, because fields and headers show it: the uploaded one, as far as it
 * may be the name of a file that leads nowhere. Its extension is the true format's, by which LibreOffice chooses how to
 * read.
 */
export function sourceNameOf(filename: string | undefined, format: SourceFormat): string {
  // CSV reaches LibreOffice as a sheet of OpenDocument.
  if (format === "csv") return "source.fods";
  const stem = stemOf(filename);
  if (filename === undefined || stem === "") return `source.${format}`;
  const extension = sourceFormatOf(filename) === format ? extensionOf(filename) : `.${format}`;
  return `${shortened(stem, maxBytes - Buffer.byteLength(extension))}${extension}`;
}

/** The uploaded name without its extension, which LibreOffice gives the sheet of a table; empty where none is left. */
export function stemOf(filename = ""): string {
  const name = filename
    .toWellFormed()
    .replace(/[/\p{Control}]/gu, "")
    .replace(/^[\s.]+/, "");
  return name.slice(0, name.length - extensionOf(name).length).trim();
}

function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot === -1 ? "" : name.slice(dot);
}

function shortened(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let left = bytes;
  let short = "";
  for (const letter of text) {
    left -= Buffer.byteLength(letter);
    if (left < 0) break;
    short += letter;
  }
  return short;
}
