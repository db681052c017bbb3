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
import { checkContent, formatOfContent, headBytes, readContentHead } from "./check-content.ts";
import { cleanFilename, extensionOf, maxFilenameCharacters } from "./clean-filename.ts";
import { hasExtension, withExtension } from "./name-by-type.ts";

/** Looks at the beginning of a document, and stores it with its length and hash. Nothing is stored after a refusal. */
export async function storeDocument(
  { backend, values }: WebContext,
  jobId: string,
  name: string,
  content: Readable,
): Promise<JobSource> {
  try {
    const given = cleanFilename(refusedIfLong(name));
    if (sourceFormatOf(given) === undefined && hasExtension(given)) throw unknownFormat(given);
    const { head, whole } = await readContentHead(content, headBytes);
    const filename = await nameByContent(given, head);
    const format = sourceFormatOf(filename);
    if (format === undefined) throw unknownFormat(filename);
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

async function nameByContent(filename: string, head: Buffer): Promise<string> {
  if (sourceFormatOf(filename) !== undefined) return filename;
  const format = await formatOfContent(head);
  return format === undefined ? filename : withExtension(filename, format);
}

function refusedIfLong(name: string): string {
  if (name.length <= maxFilenameCharacters) return name;
  const message = `The file's name has more than ${maxFilenameCharacters} characters. Give it a shorter one.`;
  throw invalidValue("filename", message);
}

function unknownFormat(filename: string): AppError {
  const extension = extensionOf(filename);
  const claim =
    extension === "" || !hasExtension(filename)
      ? "The file name has no extension, and neither its media type nor its beginning tells what it is"
      : `Files named *${extension} cannot be converted`;
  const known = Object.keys(sourceFormats satisfies Record<SourceFormat, unknown>).join(", ");
  return new AppError("request", "unsupported_format", `${claim}. Send one of: ${known}.`);
}
