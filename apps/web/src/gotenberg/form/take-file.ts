import type { Readable } from "node:stream";
import { AppError, type AttachedFile, type JobSource } from "@platen/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { storeAttachedFile } from "../../submit/attached-files.ts";
import { cleanFilename, extensionOf } from "../../submit/clean-filename.ts";
import { storeDocument } from "../../submit/store-document.ts";
import type { WebContext } from "../../web-context.ts";

/** What came along and is stored. */
export interface StoredFiles {
  /** By their names, of which each is there once. */
  readonly documents: Map<string, JobSource>;
  readonly attachedFiles: AttachedFile[];
}

export interface Reading {
  readonly context: WebContext;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly jobId: string;
  /** Whether files with this extension, in lower case and with its dot, are documents here. */
  readonly takes: (extension: string) => boolean;
}

interface NamedFile {
  /** The name of the field that it came in, which says something for some files only. */
  readonly field: string | undefined;
  readonly filename: string;
  readonly mediaType: string;
  readonly content: Readable;
}

const attachedFields = ["embeds", "watermark", "stamp"] as const;

/** Stores a file, or passes over one that is not wanted. Of documents with the same name the last one counts. */
export async function takeFile(
  { context, jobId, takes }: Reading,
  { documents, attachedFiles }: StoredFiles,
  file: NamedFile,
): Promise<void> {
  const attached = attachedFields.find((name) => name === file.field);
  if (attached !== undefined) {
    attachedFiles.push(await storeAttachedFile(context, jobId, attached, file));
    return;
  }
  // It is no document, and without it the PDF would not be the invoice that was asked for.
  if (file.field === "facturxXml") throw noInvoices();
  if (!takes(extensionOf(cleanFilename(file.filename)).toLowerCase())) return await passOver(file);
  const document = await storeDocument(context, jobId, file.filename, file.content);
  const earlier = documents.get(document.filename);
  documents.set(document.filename, document);
  if (earlier !== undefined) await context.backend.files.remove(earlier.key);
}

/** Read all the same: the next part of a form comes after it. */
async function passOver({ content }: NamedFile): Promise<void> {
  for await (const _piece of content);
}

function noInvoices(): AppError {
  const message = "Platen makes no Factur-X invoices. Leave out 'facturxXml', or send these to a Gotenberg.";
  return new AppError("request", "invalid_value", message);
}
