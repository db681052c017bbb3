import type { Readable } from "node:stream";
import {
  AppError,
  type AttachedFile,
  isAppError,
  type JobSource,
  jobIdOfKey,
  newJobId,
  type SourceFormat,
  sourceFormatOf,
  sourceFormats,
  storeSource,
  uploadKeyOf,
} from "@platen/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { invalidValue } from "../problems/invalid-value-error.ts";
import type { WebContext } from "../web-context.ts";

import { refuseMarkMistakes, storeAttachedFile } from "./attached-files.ts";

import { refuseForbiddenTargets } from "./callback-fields.ts";

import { checkContent, headBytes, readContentHead } from "./check-content.ts";
import { cleanFilename, extensionOf, maxFilenameCharacters } from "./clean-filename.ts";
import { formParts } from "./form-parts.ts";
import { streamInTurn } from "./pieces-in-turn.ts";
import { refuseBeyondQuota } from "./refuse-beyond-quota.ts";
import { refuseUnlessPossible } from "./refuse-target.ts";
import { checkedOptions, type RequestOptions } from "./request-options.ts";
import { formLimits, formOverheadBytes, isForm, refuseAnnounced } from "./upload-limits.ts";
import { UploadTurn } from "./upload-turn.ts";

/** Documents that are checked and stored, and what is to be made of them. */
export interface Received {
  readonly jobId: string;
  readonly source: JobSource;
  readonly moreSources?: readonly JobSource[];
  readonly attachedFiles?: readonly AttachedFile[];
  readonly requested: RequestOptions;
}

export interface UploadHead {
  /** Options from the address, which a field of the form overrules. */
  readonly given?: Readonly<Record<string, unknown>>;
  /** Of the document, where the body itself is the document. */
  readonly filename?: string;
}

/**
 * An upload, from the connection into the storage: nothing of it is read before it has a turn. The documents are the
 * files of a form, or the document is the whole body. After any refusal or break nothing is stored.
 */
export async function receive(
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { given = {}, filename }: UploadHead = {},
): Promise<Received> {
  const jobId = jobIdOf(context, request);
  const announced = Number(request.headers["content-length"] ?? 0);
  const bytes = Math.max(0, announced - formOverheadBytes);
  await refuseBeyondQuota(context, reply, { owner: request.owner, bytes, jobId });
  using turn = await beginTurn(context, request);
  if (filename === undefined) return await receiveForm(context, request, { jobId, given, turn });
  const requested = checkedOptions(request, given);
  refuseForbiddenTargets(context, requested.callbacks);
  refuseMarkMistakes(requested, []);
  refuseUnlessPossible(filename, requested);
  const { maxUploadBytes: maxBytes } = context.values;
  const from = request.raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  const content = streamInTurn({ from, raw: request.raw, turn, maxBytes });
  return { jobId, requested, source: await storeDocument(context, jobId, filename, content) };
}

/** Stores the file of a form where a permit said. After a refusal nothing is stored. */
export async function receivePermitted(
  context: WebContext,
  request: FastifyRequest,
  jobId: string,
): Promise<void> {
  const { files } = context.backend;
  const { maxUploadBytes: maxBytes } = context.values;
  const key = uploadKeyOf(jobId);
  if (!isForm(request)) throw notAForm();
  using turn = await beginTurn(context, request, context.permittedTurns);
  let isStored = false;
  try {
    for await (const part of formParts(request, turn, { maxBytes, maxFiles: 1 })) {
      if (part.type === "field") continue;
      await files.write(key, part.content, { maxBytes });
      isStored = true;
    }
    if (!isStored) throw noFile();
  } catch (error) {
    if (isStored) await files.remove(key);
    throw error;
  }
}

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

async function receiveForm(
  context: WebContext,
  request: FastifyRequest,
  { jobId, given, turn }: { jobId: string; given: Readonly<Record<string, unknown>>; turn: UploadTurn },
): Promise<Received> {
  const fields: [name: string, value: string][] = [];
  const requested = () => {
    const options = checkedOptions(request, { ...given, ...Object.fromEntries(fields) });
    refuseForbiddenTargets(context, options.callbacks);
    return options;
  };
  const { maxUploadBytes: maxBytes } = context.values;
  const sources: JobSource[] = [];
  const attachedFiles: AttachedFile[] = [];
  try {
    for await (const part of formParts(request, turn, { maxBytes, maxFiles: formLimits.files })) {
      if (part.type === "field") {
        fields.push([part.name, part.value]);
        continue;
      }
      if (part.field !== "file") {
        requested();
        attachedFiles.push(await storeAttachedFile(context, jobId, part.field, part));
        continue;
      }
      // What is known to be wrong is refused before the file has travelled.
      refuseUnlessPossible(part.filename, requested());
      sources.push(await storeDocument(context, jobId, part.filename, part.content));
    }
    const [source, ...moreSources] = sources;
    if (source === undefined) throw noFile();
    const whole = requested();
    for (const { filename } of sources) refuseUnlessPossible(filename, whole); // a field may have come after the file
    refuseMarkMistakes(whole, attachedFiles);
    return { jobId, source, moreSources, attachedFiles, requested: whole };
  } catch (error) {
    for (const { key } of [...sources, ...attachedFiles]) await context.backend.files.remove(key);
    throw error;
  }
}

function beginTurn(
  { values, turns }: WebContext,
  request: FastifyRequest,
  queue = turns,
): Promise<UploadTurn> {
  const { maxUploadBytes: maxBytes, idleTimeoutMs } = values;
  refuseAnnounced(request, maxBytes);
  return UploadTurn.begin(queue, request, { maxBytes, idleTimeoutMs });
}

function jobIdOf({ backend, clock }: WebContext, { headers, owner }: FastifyRequest): string {
  const key = headers["idempotency-key"];
  if (key === undefined) return newJobId(clock.now());
  if (typeof key === "string" && /^[\x21-\x7e]{1,255}$/.test(key))
    return jobIdOfKey(backend.idKey, owner, key);
  const message =
    "An Idempotency-Key has 1 to 255 visible ASCII characters. Use a new random one for each upload.";
  throw new AppError("request", "invalid_idempotency_key", message);
}

export function notAForm(): AppError {
  const message = 'Send the document as multipart/form-data, as curl -F "file=@deck.pptx" does.';
  return new AppError("request", "unsupported_media_type", message);
}

function noFile(): AppError {
  return invalidValue("file", "The form has no file. Add it as the field named file.");
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
