import type { Multipart, MultipartFile } from "@fastify/multipart";
import { AppError } from "@platen/core";
import type { FastifyRequest } from "fastify";
import { invalidValue } from "../problems/invalid-value-error.ts";
import { formLimits } from "./upload-limits.ts";

export interface Form {
  /** Grows while the form arrives: a field may come before or after the file. */
  readonly fields: Record<string, string>;
  /** Told of the file as soon as it begins; must read it to its end or fail. */
  onFile(part: MultipartFile): Promise<void>;
}

/**
 * Reads a multipart form to its end, its one file through `onFile`. Fails at the first thing that is wrong; what was
 * stored by then is the caller's to remove. A connection or a form that breaks off fails the file's stream too.
 */
export async function receiveForm(request: FastifyRequest, maxFileBytes: number, form: Form): Promise<void> {
  // One byte more than allowed, so that the storage sees that it is too much; it then keeps nothing.
  const limits = { ...formLimits, fileSize: maxFileBytes + 1 };
  let hasFile = false;
  for await (const part of readable(request.parts({ limits }))) {
    if (part.type === "field") {
      addField(form.fields, part);
      continue;
    }
    try {
      refuseFile(part, hasFile);
      hasFile = true;
      await form.onFile(part);
    } catch (error) {
      part.file.destroy();
      throw error;
    }
  }
  if (!hasFile) throw invalidValue("file", "The form has no file. Add it as the field named file.");
}

/** The parser's own errors have no status; all of them say that the form is not one. */
async function* readable(parts: AsyncIterableIterator<Multipart>): AsyncGenerator<Multipart> {
  try {
    yield* parts;
  } catch (error) {
    if (error instanceof Error && "statusCode" in error) throw error;
    const message =
      "The form cannot be read to its end. Send it whole, with its boundary in the Content-Type.";
    throw new AppError("request", "malformed_request", message, error);
  }
}

function addField(fields: Record<string, string>, part: Multipart & { type: "field" }): void {
  const { fieldname, value, fieldnameTruncated, valueTruncated } = part;
  if (fieldnameTruncated || valueTruncated) {
    const message = `A form field is longer than ${formLimits.fieldSize} bytes, or its name longer than ${formLimits.fieldNameSize}.`;
    throw new AppError("request", "request_too_large", message);
  }
  if (fieldname === "file") {
    throw invalidValue(
      "file",
      'The field named file holds text. Send a file with its name, as curl -F "file=@deck.pptx" does.',
    );
  }
  if (Object.hasOwn(fields, fieldname))
    throw invalidValue(fieldname, `The field ${fieldname} comes more than once.`);
  fields[fieldname] = String(value);
}

function refuseFile({ fieldname, filename }: MultipartFile, hasFile: boolean): void {
  if (fieldname !== "file")
    throw invalidValue(fieldname, `The file belongs into the field named file, not ${fieldname}.`);
  if (hasFile) throw invalidValue("file", "There is more than one file. Send each in a request of its own.");
  if (!filename)
    throw invalidValue("file", "The file has no name. Its name says what kind of document it is.");
}
