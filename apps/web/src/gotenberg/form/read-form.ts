import type { AttachedFile, JobSource } from "@platen/core";
import { AppError } from "@platen/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { storeAttachedFile } from "../../submit/attached-files.ts";
import { cleanFilename, extensionOf } from "../../submit/clean-filename.ts";
import { fieldTooLarge, type RawPart, rawParts, tooManyParts } from "../../submit/form-parts.ts";
import { beginTurn } from "../../submit/receive.ts";
import { storeDocument } from "../../submit/store-document.ts";
import { formLimits, isForm } from "../../submit/upload-limits.ts";
import type { WebContext } from "../../web-context.ts";
import { FormValues } from "../fields/form-values.ts";

/** A form whose files are stored. */
export interface ReadForm {
  readonly values: FormValues;
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

const attachedFields = ["embeds", "watermark", "stamp"] as const;

type FilePart = RawPart & { readonly type: "file" };

/**
 * Reads a form as Gotenberg does: a file counts by its own name and not by that of its field, unknown files and fields
 * are passed over, and of files with the same name the last one counts. `form` grows while it is read, so that after
 * a failure whoever asked can remove what was stored.
 */
export async function readForm(reading: Reading, form: Omit<ReadForm, "values">): Promise<ReadForm> {
  const { context, request } = reading;
  if (!isForm(request)) throw notAForm();
  const values = new Map<string, string[]>();
  const { maxUploadBytes: maxBytes } = context.values;
  let files = 0;
  let fields = 0;
  using turn = await beginTurn(context, request);
  for await (const part of rawParts(request, turn, { maxBytes })) {
    if (part.type === "file" && part.filename) {
      files += 1;
      if (files > formLimits.files) throw tooManyParts();
      await takeFile(reading, form, { ...part, filename: part.filename });
      continue;
    }
    fields += 1;
    if (fields > formLimits.fields) throw tooManyParts();
    const value = part.type === "field" ? part.value : await textOf(part);
    if (
      value === undefined ||
      Buffer.byteLength(part.type === "field" ? (part.name ?? "") : "") > formLimits.fieldNameSize
    )
      throw fieldTooLarge();
    const name = part.type === "field" ? part.name : part.field;
    if (name) values.set(name, [...(values.get(name) ?? []), value]);
  }
  return { ...form, values: new FormValues(values, [...form.documents.keys()]) };
}

async function takeFile(
  { context, jobId, takes }: Reading,
  { documents, attachedFiles }: Omit<ReadForm, "values">,
  part: FilePart & { readonly filename: string },
): Promise<void> {
  const attached = attachedFields.find((name) => name === part.field);
  if (attached !== undefined) {
    attachedFiles.push(await storeAttachedFile(context, jobId, attached, part));
    return;
  }
  if (!takes(extensionOf(cleanFilename(part.filename)).toLowerCase())) return await passOver(part);
  const document = await storeDocument(context, jobId, part.filename, part.content);
  const earlier = documents.get(document.filename);
  documents.set(document.filename, document);
  if (earlier !== undefined) await context.backend.files.remove(earlier.key);
}

/** Read all the same: the next part comes after it. */
async function passOver({ content }: FilePart): Promise<void> {
  for await (const _piece of content);
}

/** A part that is a file by its type only. Undefined when it is longer than a field may be. */
async function textOf({ content }: FilePart): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of content) {
    bytes += piece.length;
    if (bytes > formLimits.fieldSize) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

function notAForm(): AppError {
  const message = "The Content-Type must be multipart/form-data, with its boundary.";
  return new AppError("request", "unsupported_media_type", message);
}
