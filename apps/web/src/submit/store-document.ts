import type { Readable } from "node:stream";
import {
  AppError,
  isAppError,
  type JobSource,
  type SourceFormat,
  sourceFormatOf,
  sourceFormats,
  storeSource,
} from "@platen/core";
import { invalidValue } from "../problems/invalid-value-error.ts";
import type { WebContext } from "../web-context.ts";
import { checkContent, headBytes, readContentHead } from "./check-content.ts";
import { cleanFilename, extensionOf, maxFilenameCharacters } from "./clean-filename.ts";

/** Looks at the beginning of a document, and stores it with its length and hash. Nothing is stored after a refusal. */
export async function storeDocument(
  { backend, values }: WebContext,
  jobId: string,
  name: string,
  content: Readable,
): Promise<JobSource> {
  try {
    const filename = cleanFilename(refusedIfLong(name));
    const format = sourceFormatOf(filename);
    if (format === undefined) throw unknownFormat(filename);
    const { head, whole } = await readContentHead(content, headBytes);
    await checkContent(format, head);
    const upload = { jobId, filename, format, stream: whole, maxBytes: values.maxUploadBytes };
    return await storeSource(backend.files, upload);
  } catch (error) {
    // What went wrong first: a storage may only say that its stream broke.
    throw isAppError(content.errored) ? content.errored : error;
  } finally {
    content.destroy();
  }
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
