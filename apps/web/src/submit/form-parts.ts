import type { Readable } from "node:stream";
import type { Multipart, MultipartFile } from "@fastify/multipart";
import { AppError } from "@platen/core";
import type { FastifyRequest } from "fastify";
import { invalidValue } from "../problems/invalid-value-error.ts";
import { piecesInTurn, readingError, streamInTurn } from "./pieces-in-turn.ts";
import { formLimits, maxBoundaryCharacters } from "./upload-limits.ts";
import type { UploadTurn } from "./upload-turn.ts";

export type FormPart =
  | { readonly type: "field"; readonly name: string; readonly value: string }
  | {
      readonly type: "file";
      /** The name of the field that it came in. */
      readonly field: FileField;
      readonly filename: string;
      /** As the client says. */
      readonly mediaType: string;
      readonly content: Readable;
    };

/** Fields of a form that hold files: documents, and what goes into or onto their PDF. */
export const fileFields = ["file", "embeds", "watermark", "stamp"] as const;
export type FileField = (typeof fileFields)[number];

/** The only field that may come again: each is the address of a document. */
const severalTimes = "url";

/** What @fastify/multipart is registered with, for files of at most `maxBytes`. */
export function formOptions(maxBytes: number) {
  return {
    // One more of each than is allowed, so that whoever reads them sees that it is too much.
    limits: {
      ...formLimits,
      fileSize: maxBytes + 1,
      fields: formLimits.fields + 1,
      files: formLimits.files + 1,
    },
    throwFileSizeLimit: false,
    // What lies in the parser while an upload waits for its turn.
    highWaterMark: 16 * 1_024,
    fileHwm: 16 * 1_024,
  };
}

/** A part as it was sent, with whatever names. */
export type RawPart =
  | {
      readonly type: "field";
      readonly name: string | undefined;
      /** Undefined when it is longer than a field may be. */
      readonly value: string | undefined;
    }
  | {
      readonly type: "file";
      readonly field: string | undefined;
      /** Undefined where the part said none. */
      readonly filename: string | undefined;
      readonly mediaType: string;
      readonly content: Readable;
    };

/** The parts of a multipart form as our own API wants them. Fails at the first thing that is wrong. */
export async function* formParts(
  request: FastifyRequest,
  turn: UploadTurn,
  { maxBytes, maxFiles }: { maxBytes: number; maxFiles: number },
): AsyncGenerator<FormPart> {
  const names = new Set<string>();
  const refuseInherited = (name: string) => {
    throw invalidValue(name, `There is no field ${name}.`);
  };
  let files = 0;
  for await (const part of rawParts(request, turn, { maxBytes, onInherited: refuseInherited })) {
    if (part.type === "field") {
      yield { type: "field", ...checkedField(names, part) };
      continue;
    }
    const named = checkedFile(part);
    files += 1;
    if (files > maxFiles) throw tooManyFiles(maxFiles);
    yield { type: "file", ...named, mediaType: part.mediaType, content: part.content };
  }
}

/**
 * The parts of a multipart form in their order, read to the end of the body and only while the upload has its turn. A
 * file is to be read before the next part is asked for. `onInherited` is told of fields with a name that every object
 * has, which the parser keeps to itself.
 */
export async function* rawParts(
  request: FastifyRequest,
  turn: UploadTurn,
  { maxBytes, onInherited }: { maxBytes: number; onInherited?: (name: string) => void },
): AsyncGenerator<RawPart> {
  const { raw } = request;
  refuseLongBoundary(request.headers["content-type"] ?? "");
  const { promise: hasEnded, resolve: end } = Promise.withResolvers<void>();
  raw.once("end", end).once("close", end);
  raw.on("data", (piece: Buffer) => turn.count(piece.length));
  const inherited: string[] = [];
  const parts = request.parts({ isPartAFile: (...head) => isFile(inherited, ...head) });
  let file: MultipartFile["file"] | undefined;
  try {
    for (;;) {
      const next = await turn.next(parts.next());
      for (const name of inherited.splice(0)) onInherited?.(name);
      if (next.done) break;
      const part = next.value;
      const name = part.fieldname as string | undefined;
      if (part.type === "file") file = part.file;
      if (part.type === "field" || isText(part)) {
        yield { type: "field", name, value: await textOf(part, request, turn) };
      } else {
        const content = streamInTurn({ from: part.file, raw, turn, maxBytes });
        const filename = part.filename as string | undefined;
        yield { type: "file", field: name, filename, mediaType: part.mimetype, content };
      }
    }
    raw.resume(); // what follows the last boundary is no part, but may be too much
    await turn.next(hasEnded);
    if (raw.readableAborted) throw raw.errored;
  } catch (error) {
    throw limitError(error) ?? readingError(raw, error);
  } finally {
    file?.destroy(); // a parser whose file is left unread would keep the request to itself
  }
}

type PartHead = [name: string | undefined, mediaType: string | undefined, filename: string | undefined];

/**
 * The plugin would take the text of a JSON field apart; as a file it comes as it was sent. It also keeps fields with a
 * name that every object has from its reader, so they are noted here.
 */
function isFile(inherited: string[], ...[name, mediaType = "", filename]: PartHead): boolean {
  if (name !== undefined && name in Object.prototype) inherited.push(name);
  return filename !== undefined || mediaType === "application/octet-stream" || isJson(mediaType);
}

function isText({ filename, mimetype }: MultipartFile): boolean {
  return (filename as string | undefined) === undefined && isJson(mimetype);
}

function isJson(mediaType: string): boolean {
  return mediaType.startsWith("application/json");
}

/** Undefined when it is longer than a field may be. */
async function textOf(
  part: Multipart,
  { raw }: FastifyRequest,
  turn: UploadTurn,
): Promise<string | undefined> {
  if (part.type === "field") return part.valueTruncated ? undefined : String(part.value);
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of piecesInTurn({
    from: part.file,
    raw,
    turn,
    maxBytes: Number.POSITIVE_INFINITY,
  })) {
    bytes += piece.length;
    if (bytes > formLimits.fieldSize) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

function checkedField(
  names: Set<string>,
  { name, value }: RawPart & { readonly type: "field" },
): { name: string; value: string } {
  if (!name) throw new AppError("request", "malformed_request", "A form field has no name. Give it one.");
  if (value === undefined || Buffer.byteLength(name) > formLimits.fieldNameSize) throw fieldTooLarge();
  if (name === "file") {
    const hint = 'Send a file with its name, as curl -F "file=@deck.pptx" does.';
    throw invalidValue("file", `The field named file holds text. ${hint}`);
  }
  if (names.size >= formLimits.fields) throw tooManyParts();
  if (names.has(name) && name !== severalTimes)
    throw invalidValue(name, `The field ${name} comes more than once.`);
  names.add(name);
  return { name, value };
}

function checkedFile({ field: name, filename }: RawPart & { readonly type: "file" }): {
  field: FileField;
  filename: string;
} {
  const field = fileFields.find((known) => known === name);
  if (field === undefined) {
    const message =
      "A document belongs into the field named file, and others into embeds, watermark or stamp.";
    throw invalidValue(name?.slice(0, formLimits.fieldNameSize) ?? "file", message);
  }
  if (!filename)
    throw invalidValue(field, "The file has no name. Its name says what kind of document it is.");
  return { field, filename };
}

function tooManyFiles(maxFiles: number): AppError {
  if (maxFiles === 1)
    return invalidValue("file", "There is more than one file. Send each in a request of its own.");
  return invalidValue("file", `There are more than ${maxFiles} files. Send the others in another request.`);
}

/** The parser looks for it everywhere in the body and has no limit of its own. */
function refuseLongBoundary(contentType: string): void {
  const start = contentType.toLowerCase().indexOf("boundary=");
  const [boundary = ""] = start < 0 ? [] : contentType.slice(start + "boundary=".length).split(";", 1);
  if (boundary.replaceAll('"', "").trim().length <= maxBoundaryCharacters) return;
  const message = `The boundary of the form is longer than ${maxBoundaryCharacters} characters. Use a shorter one.`;
  throw new AppError("request", "malformed_request", message);
}

function limitError(error: unknown): AppError | undefined {
  const { code } = error as { code?: unknown };
  if (code !== "FST_PARTS_LIMIT" && code !== "FST_FIELDS_LIMIT") return undefined;
  return tooManyParts(error);
}

export function fieldTooLarge(): AppError {
  const message = `A form field may have ${formLimits.fieldSize} bytes and its name ${formLimits.fieldNameSize}. Shorten it.`;
  return new AppError("request", "request_too_large", message);
}

export function tooManyParts(cause?: unknown): AppError {
  const message = `The form has too many parts. It may have ${formLimits.files} files and ${formLimits.fields} fields.`;
  return new AppError("request", "request_too_large", message, cause);
}
