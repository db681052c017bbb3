import { Readable } from "node:stream";
import {
  AppError,
  formatOfMediaType,
  isWebArchive,
  type SourceFormat,
  sourceFormats,
  webArchive,
} from "@platen/core";
import { fileTypeFromBuffer } from "file-type";

/** How much of a file's beginning `checkContent` wants to see. */
export const headBytes = 4_100;

export interface ContentHead {
  /** The first bytes: `wantedBytes` or a few more, or all there are. */
  readonly head: Buffer;
  /** The whole content, its head included. Destroying it destroys the stream it came from. */
  readonly whole: Readable;
}

/** Looks at the beginning of a stream without taking anything away from it. Fails as the stream does. */
export async function readContentHead(stream: Readable, wantedBytes: number): Promise<ContentHead> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const seen: Buffer[] = [];
  let bytes = 0;
  while (bytes < wantedBytes) {
    const next = await chunks.next();
    if (next.done) break;
    seen.push(next.value);
    bytes += next.value.length;
  }
  async function* all() {
    try {
      yield* seen.splice(0);
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    } finally {
      stream.destroy();
    }
  }
  // Reads one piece ahead and no more: there may be very many uploads.
  const whole = Readable.from(all(), { objectMode: false, highWaterMark: 1 });
  return { head: Buffer.concat(seen), whole };
}

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
  const advice =
    kind === "web-archive" ? webArchive.advice : "Send the document itself, under its right name.";
  const message = `The name ends in .${format}, but the content is ${inWords(kind)}. ${advice}`;
  throw new AppError("request", "unsupported_format", message);
}

/**
 * The format that a document's beginning shows, for one whose name says nothing; undefined where only more of it would
 * tell, as of the old formats of Office, which share a container.
 */
export async function formatOfContent(head: Buffer): Promise<SourceFormat | undefined> {
  const kind = await contentKind(head);
  if (kind === "text") return "txt";
  if (kind === "html" || kind === "rtf") return kind;
  return formatOfMediaType((await fileTypeFromBuffer(head))?.mime);
}

function fits(format: SourceFormat, kind: ContentKind): boolean {
  if (format === "pdf") return kind === "application/pdf";
  if (plainTexts.has(format)) return isTextual(kind) || kind === "web-archive";
  if (kind === "web-archive") return false;
  if (kind === "office" || kind === "rtf") return true;
  // Many a .doc and .xls in the world holds HTML or XML, and opens well.
  if (oldOffice.has(format)) return isTextual(kind);
  // Some call a page so all the same.
  if (packages.has(format)) return kind === "html" && sourceFormats[format].family !== "presentation";
  return !/^(video|audio|font)\/|\/pdf$/.test(kind ?? "");
}

const plainTexts: ReadonlySet<SourceFormat> = new Set(["txt", "csv", "tsv", "md"] as const);
const oldOffice: ReadonlySet<SourceFormat> = new Set(["rtf", "doc", "dot", "xls", "xlt", "xlw"] as const);
/** Zip archives and OLE2 files. */
const packages: ReadonlySet<SourceFormat> = new Set([
  ...(["pptx", "pptm", "ppsx", "ppsm", "potx", "potm", "ppt", "pps", "pot", "odp", "otp"] as const),
  ...(["docx", "docm", "dotx", "dotm", "odt", "ott", "odm", "oth"] as const),
  ...(["xlsx", "xlsm", "xlsb", "xltx", "xltm", "ods", "ots", "odg", "otg", "odf"] as const),
]);

function isTextual(kind: ContentKind): boolean {
  return kind === "text" || kind === "html" || kind === "xml" || kind === "rtf";
}

function inWords(kind: ContentKind): string {
  if (kind === "html") return "a web page (HTML)";
  if (kind === "web-archive") return webArchive.name;
  if (kind === "text") return "plain text";
  if (kind === "xml") return "XML";
  if (kind === "office") return "a packed or binary document";
  return kind ?? "something else";
}

/** What a file looks like from the outside; any other media type where that can be told, undefined where not. */
type ContentKind =
  | "office"
  | "rtf"
  | "text"
  | "html"
  | "xml"
  | "web-archive"
  | `${string}/${string}`
  | undefined;

/** `office` stands for the containers of office documents, whatever is in them. */
async function contentKind(head: Buffer): Promise<ContentKind> {
  const mime = (await fileTypeFromBuffer(head))?.mime;
  if (mime === "application/xml") return "xml";
  if (mime === "application/rtf") return "rtf";
  if (mime !== undefined && isOffice(mime)) return "office";
  // The signatures of some binary formats are two letters, which a text may begin with too.
  const isBinary = mime === "application/pdf" || !isText(head);
  if (isBinary) return mime as ContentKind;
  const start = head.toString("utf8").trimStart().toLowerCase();
  if (isWebArchive(start)) return "web-archive";
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
