import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { AppError } from "@platen/core";
import { invalidValue } from "../problems/invalid-value-error.ts";
import { newFormParser } from "./form-parser.ts";
import { pour } from "./pour.ts";
import { formLimits } from "./upload-limits.ts";

const notNamedFile = "The file belongs into the field named file.";

export interface Form {
  /** Grows while the form arrives: a field may come before or after the file. */
  readonly fields: Map<string, string>;
  /** Told of the file as soon as it begins; reads it to its end or fails. */
  onFile(filename: string, content: Readable): Promise<void>;
}

/**
 * Reads a multipart form to its end, its one file through `onFile`. Fails at the first thing that is wrong, but only
 * when `onFile` has ended; what it stored is the caller's to remove.
 */
export async function receiveForm(
  headers: IncomingHttpHeaders,
  body: AsyncIterable<Buffer>,
  maxFileBytes: number,
  form: Form,
): Promise<void> {
  const failed = new AbortController();
  const { promise: failure, reject } = Promise.withResolvers<never>();
  failure.catch((error) => failed.abort(error));
  let file: { content: Readable; taken: Promise<void> } | undefined;

  const parser = newFormParser(headers, maxFileBytes, {
    onField: (name, value, isCut) => attempt(() => addField(form.fields, name, value, isCut)),
    onFile: (name, filename, content) => {
      content.on("error", () => undefined); // whoever reads it is told as well
      const isTaken = attempt(() => {
        const named = checkedName(name, filename, file !== undefined);
        file = { content, taken: form.onFile(named, content) };
        file.taken.catch(reject);
      });
      if (!isTaken) content.resume();
    },
    onFailure: reject,
  });

  function attempt(step: () => void): boolean {
    try {
      step();
      return true;
    } catch (error) {
      reject(error);
      return false;
    }
  }

  try {
    const whole = finished(parser, { readable: false });
    await Promise.race([failure, Promise.all([pour(body, parser, failed.signal), whole])]);
    if (file === undefined)
      throw invalidValue("file", "The form has no file. Add it as the field named file.");
    await file.taken;
  } catch (error) {
    failed.abort(error);
    file?.content.destroy(error as Error);
    await file?.taken.catch(() => undefined); // the first failure is the one to tell
    throw error;
  }
}

function addField(
  fields: Map<string, string>,
  name: string | undefined,
  value: string,
  isCut: boolean,
): void {
  if (!name) throw new AppError("request", "malformed_request", "A form field has no name. Give it one.");
  if (isCut || Buffer.byteLength(name) > formLimits.fieldNameSize) {
    const message = `A form field may have ${formLimits.fieldSize} bytes and its name ${formLimits.fieldNameSize}. Shorten it.`;
    throw new AppError("request", "request_too_large", message);
  }
  if (name === "file") {
    const hint = 'Send a file with its name, as curl -F "file=@deck.pptx" does.';
    throw invalidValue("file", `The field named file holds text. ${hint}`);
  }
  if (fields.has(name)) throw invalidValue(name, `The field ${name} comes more than once.`);
  fields.set(name, value);
}

function checkedName(field: string | undefined, filename: string | undefined, hasFile: boolean): string {
  if (field !== "file") throw invalidValue(field?.slice(0, formLimits.fieldNameSize) ?? "file", notNamedFile);
  if (hasFile) throw invalidValue("file", "There is more than one file. Send each in a request of its own.");
  if (!filename)
    throw invalidValue("file", "The file has no name. Its name says what kind of document it is.");
  return filename;
}
