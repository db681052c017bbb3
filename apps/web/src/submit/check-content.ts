import { AppError, type SourceFormat } from "@platen/core";
import { type ContentKind, contentKind } from "./content-kind.ts";

/** How much of a file's beginning `checkContent` wants to see. */
export const headBytes = 4_100;

/**
 * Refuses what plainly is no document of the kind that its name claims, before it is stored: a picture, a PDF or a
 * web page. Whatever might be one passes; the worker looks closer. Office formats pass for one another, because
 * LibreOffice goes by the content.
 */
export async function checkContent(format: SourceFormat, head: Buffer): Promise<void> {
  if (head.length === 0) {
    throw new AppError(
      "request",
      "source_empty",
      "The file is empty. Choose it again and send it once more.",
    );
  }
  const kind = await contentKind(head);
  if (kind === undefined || fits(format, kind)) return;
  const message = `The name ends in .${format}, but the content is ${inWords(kind)}. Send the document itself, under its right name.`;
  throw new AppError("request", "unsupported_format", message);
}

function fits(format: SourceFormat, kind: ContentKind): boolean {
  if (format === "txt" || format === "csv") return isTextual(kind);
  if (kind === "office" || kind === "rtf") return true;
  // Many a .doc and .xls in the world holds HTML or XML, and opens well.
  return isTextual(kind) && ["rtf", "doc", "xls"].includes(format);
}

function isTextual(kind: ContentKind): boolean {
  return kind === "text" || kind === "html" || kind === "xml" || kind === "rtf";
}

function inWords(kind: ContentKind): string {
  if (kind === "html") return "a web page (HTML)";
  if (kind === "text") return "plain text";
  if (kind === "xml") return "XML";
  if (kind === "office") return "a packed or binary document";
  return kind ?? "something else";
}
