import { AppError } from "@platen/core";
import { fieldTooLarge, type RawPart, rawParts, tooManyParts } from "../../submit/form-parts.ts";
import { beginTurn } from "../../submit/receive.ts";
import { formLimits, isForm } from "../../submit/upload-limits.ts";
import { FormValues } from "../fields/form-values.ts";
import { type Reading, type StoredFiles, takeFile } from "./take-file.ts";

type FilePart = RawPart & { readonly type: "file" };

/**
 * Reads a form as Gotenberg does: a file counts by its own name and not by that of its field, unknown files and fields
 * are passed over, and of files with the same name the last one counts. `stored` grows while it is read, so that after
 * a failure whoever asked can remove what was stored.
 */
export async function readForm(reading: Reading, stored: StoredFiles): Promise<FormValues> {
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
      await takeFile(reading, stored, { ...part, filename: part.filename });
      continue;
    }
    fields += 1;
    if (fields > formLimits.fields) throw tooManyParts();
    const [name = "", value] =
      part.type === "field" ? [part.name, part.value] : [part.field, await textOf(part)];
    if (value === undefined || Buffer.byteLength(name) > formLimits.fieldNameSize) throw fieldTooLarge();
    if (name !== "") values.set(name, [...(values.get(name) ?? []), value]);
  }
  return new FormValues(values, stored.documents);
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
