import { buffer } from "node:stream/consumers";
import { AppError, type Job, sourcesOf } from "@platen/core";
import type { FastifyReply } from "fastify";
import { unzipSync } from "fflate";
import type { WebContext } from "../../web-context.ts";

interface PdfFacts {
  readonly pages: number;
  readonly pdfVersion: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly bookmarks: readonly unknown[];
}

/** More than that is held in memory for no answer. */
const maxBytes = 20_000_000;

/** What PDFs say of themselves, by their names, in Gotenberg's form. */
export async function showFacts(
  { backend }: WebContext,
  job: Job,
  reply: FastifyReply,
  shown: "metadata" | "bookmarks",
): Promise<FastifyReply> {
  const { result } = job;
  if (result === null || result.bytes > maxBytes) throw tooMuch();
  const file = await backend.files.read(result.key);
  if (file === undefined) throw new AppError("missing", "result_expired", "The result is no longer kept.");
  const facts = factsIn(await buffer(file.stream), result.mediaType === "application/zip");
  const shownFacts = sourcesOf(job).map(({ filename }, index) => {
    const { bookmarks = [] } = facts[index] ?? {};
    return [filename, shown === "metadata" ? asExifTool(facts[index] ?? {}) : bookmarks] as const;
  });
  reply.header("cache-control", "no-store").type("application/json");
  // As bytes: as text it would get a charset, which clients do not expect.
  return reply.send(Buffer.from(JSON.stringify(Object.fromEntries(shownFacts))));
}

/** In the order of the documents. The zip is our own, and holds its files as they are. */
function factsIn(content: Buffer, isZip: boolean): Partial<PdfFacts>[] {
  const isPlain = ({ compression }: { readonly compression: number }) => compression === 0;
  const texts = isZip ? Object.values(unzipSync(content, { filter: isPlain })) : [content];
  return texts.map((text) => JSON.parse(Buffer.from(text).toString("utf8")) as PdfFacts);
}

/** What ExifTool tells of every one. */
const aboutPdfs = { FileType: "PDF", FileTypeExtension: "pdf", MIMEType: "application/pdf" };

/** Names and values as ExifTool gives them, which Gotenberg asks. */
function asExifTool({ metadata = {}, pages, pdfVersion }: Partial<PdfFacts>): Record<string, unknown> {
  const shown = Object.entries(metadata).map(([name, text]) => {
    if (name === "Keywords" && text.includes(", ")) return [name, text.split(", ")];
    return [name === "CreationDate" ? "CreateDate" : name, dateIn(text) ?? plainValueOf(text)];
  });
  const ofFile = { ...aboutPdfs, PDFVersion: Number(pdfVersion), PageCount: pages };
  return { ...ofFile, ...Object.fromEntries(shown) };
}

/** A date of PDF as 2006:09:18 16:27:50-04:00. */
function dateIn(text: string): string | undefined {
  const found = /^D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(Z|[+-]\d{2}'\d{2})?/.exec(text);
  if (found === null) return undefined;
  const [, year, month, day, hour, minute, second, zone = ""] = found;
  return `${year}:${month}:${day} ${hour}:${minute}:${second}${zone.replace("'", ":")}`;
}

function plainValueOf(text: string): string | number | boolean {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
  return /^-?(0|[1-9]\d{0,14})(\.\d{1,10})?$/.test(text) ? Number(text) : text;
}

function tooMuch(): AppError {
  const message = "The PDFs say more of themselves than can be told in one answer. Send fewer at once.";
  return new AppError("document", "source_too_complex", message);
}
