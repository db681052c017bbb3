import { fileTypeFromBuffer } from "file-type";

/** What a file looks like from the outside; any other media type where that can be told, undefined where not. */
export type ContentKind = "office" | "rtf" | "text" | "html" | "xml" | `${string}/${string}` | undefined;

/** `office` stands for the containers of office documents, whatever is in them. */
export async function contentKind(head: Buffer): Promise<ContentKind> {
  const mime = (await fileTypeFromBuffer(head))?.mime;
  if (mime === "application/xml") return "xml";
  if (mime === "application/rtf") return "rtf";
  if (mime !== undefined && isOffice(mime)) return "office";
  // The signatures of some binary formats are two letters, which a text may begin with too.
  const isBinary = mime === "application/pdf" || !isText(head);
  if (isBinary) return mime as ContentKind;
  const start = head.toString("utf8").trimStart().toLowerCase();
  return /^\ufeff?\s*<(!doctype html|html|head|body|script|svg)/.test(start) ? "html" : "text";
}

function isOffice(mime: string): boolean {
  if (mime === "application/zip" || mime === "application/x-cfb") return true;
  return /^application\/vnd\.(openxmlformats-officedocument|oasis\.opendocument|ms-)/.test(mime);
}

const controlCharactersOfText = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

function isText(head: Buffer): boolean {
  return head.every((byte) => byte >= 0x20 || controlCharactersOfText.has(byte));
}
