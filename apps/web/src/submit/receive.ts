import { PassThrough, type Readable } from "node:stream";
import {
  AppError,
  type Backend,
  isAppError,
  type JobSource,
  type SourceFormat,
  sourceFormatOf,
  sourceFormats,
  storeSource,
} from "@platen/core";
import type { FastifyRequest } from "fastify";
import { invalidValue } from "../problems/invalid-value-error.ts";
import { mistakesOfValidation } from "../problems/mistakes-of-validation.ts";
import { bodyInTurns, tooLarge } from "./body-in-turns.ts";
import { checkContent, headBytes } from "./check-content.ts";
import { cleanFilename, extensionOf, maxFilenameCharacters } from "./clean-filename.ts";
import { readContentHead } from "./content-head.ts";
import { receiveForm } from "./form-parts.ts";
import { pour } from "./pour.ts";
import { type Wishes, wishesOf, wishesSchema } from "./request-options.ts";
import type { UploadTurn } from "./upload-turn.ts";

export interface Received {
  readonly source: JobSource;
  readonly wishes: Wishes;
}

export interface Receiving {
  readonly files: Backend["files"];
  readonly jobId: string;
  readonly maxBytes: number;
  readonly turn: UploadTurn;
}

/**
 * A multipart form, straight from the connection into the storage. `given` are wishes from the address, which a
 * field of the form overrules. After any refusal or break nothing is stored.
 */
export async function receiveUpload(
  request: FastifyRequest,
  receiving: Receiving,
  given: Readonly<Record<string, unknown>> = {},
): Promise<Received> {
  const fields = new Map<string, string>();
  const wishes = () => checkedWishes(request, { ...given, ...Object.fromEntries(fields) });
  let source: JobSource | undefined;
  try {
    await receiveForm(
      request.headers,
      bodyInTurns(request, receiving.turn, receiving.maxBytes),
      receiving.maxBytes,
      {
        fields,
        onFile: async (filename, content) => {
          wishes(); // what is known to be wrong is refused before the file has travelled
          source = await receiveFile(receiving, filename, content);
        },
      },
    );
    if (source === undefined) throw invalidValue("file", "The form has no file.");
    return { source, wishes: wishes() };
  } catch (error) {
    if (source !== undefined) await receiving.files.remove(source.key);
    throw error;
  }
}

/** The body itself is the file; its name and all wishes come from the request's head. */
export async function receiveBody(
  request: FastifyRequest,
  receiving: Receiving,
  filename: string,
  given: Readonly<Record<string, unknown>>,
): Promise<Received> {
  const wishes = checkedWishes(request, given);
  const content = new PassThrough({ highWaterMark: 1 });
  const stopped = new AbortController();
  const poured = pour(bodyInTurns(request, receiving.turn, receiving.maxBytes), content, stopped.signal);
  poured.catch((error) => content.destroy(error));
  try {
    return { source: await receiveFile(receiving, filename, content), wishes };
  } catch (error) {
    throw content.errored ?? error;
  } finally {
    stopped.abort();
  }
}

/** Looks at the beginning of a document, and stores it with its length and hash. Nothing is stored after a refusal. */
export async function receiveFile(
  { files, jobId, maxBytes }: Omit<Receiving, "turn">,
  name: string,
  content: Readable,
): Promise<JobSource> {
  try {
    const filename = cleanFilename(refusedIfLong(name));
    const format = sourceFormatOf(filename);
    if (format === undefined) throw unknownFormat(filename);
    const { head, whole } = await readContentHead(content, headBytes);
    await checkContent(format, head);
    return await storeSource(files, { jobId, filename, format, stream: whole, maxBytes });
  } catch (error) {
    throw isAppError(error, "upload_too_large") ? tooLarge(maxBytes) : error;
  } finally {
    content.destroy();
  }
}

function checkedWishes(request: FastifyRequest, fields: Record<string, unknown>): Wishes {
  const validate = request.compileValidationSchema(wishesSchema);
  const values = { ...fields }; // the validator turns the texts into values in place
  if (!validate(values)) throw mistakesOfValidation(validate.errors ?? []);
  return wishesOf(values);
}

export function notAForm(): AppError {
  const message = 'Send the document as multipart/form-data, as curl -F "file=@deck.pptx" does.';
  return new AppError("request", "unsupported_media_type", message);
}

function refusedIfLong(name: string): string {
  if (name.length <= maxFilenameCharacters) return name;
  const message = `The file's name has more than ${maxFilenameCharacters} characters. Give it a shorter one.`;
  throw invalidValue("filename", message);
}

function unknownFormat(filename: string): AppError {
  const extension = extensionOf(filename);
  const claim =
    extension === "" ? "The file name has no extension" : `Files named *${extension} cannot be converted`;
  const known = Object.keys(sourceFormats satisfies Record<SourceFormat, unknown>).join(", ");
  return new AppError("request", "unsupported_format", `${claim}. Send one of: ${known}.`);
}
