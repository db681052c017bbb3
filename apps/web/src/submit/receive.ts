import { AppError, type AttachedFile, type JobSource, jobIdOfKey, newJobId, uploadKeyOf } from "@platen/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { invalidValue } from "../problems/invalid-value-error.ts";
import type { WebContext } from "../web-context.ts";

import { refuseMarkMistakes, storeAttachedFile } from "./attached-files.ts";

import { refuseForbiddenTargets } from "./callback-fields.ts";
import { fetchDocument } from "./fetch-document.ts";
import { formParts } from "./form-parts.ts";
import { nameByType } from "./name-by-type.ts";
import { streamInTurn } from "./pieces-in-turn.ts";
import { refuseBeyondQuota } from "./refuse-beyond-quota.ts";
import { refuseUnlessPossible } from "./refuse-target.ts";
import { checkedOptions, type RequestOptions } from "./request-options.ts";
import { storeDocument } from "./store-document.ts";
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
 * files of a form and then those at the addresses that it names, or the document is the whole body. After any refusal
 * or break nothing is stored.
 */
export async function receive(
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { given = {}, filename }: UploadHead = {},
): Promise<Received> {
  const jobId = await admitUpload(context, request, reply);
  if (filename === undefined) return await receiveForm(context, request, reply, { jobId, given });
  using turn = await beginTurn(context, request);
  const requested = checkedOptions(request, given);
  refuseForbiddenTargets(context, requested.callbacks);
  refuseMarkMistakes(requested, []);
  refuseUnlessPossible(filename, requested);
  const { maxUploadBytes: maxBytes } = context.values;
  const from = request.raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  const content = streamInTurn({ from, raw: request.raw, turn, maxBytes });
  return { jobId, requested, source: await storeDocument(context, jobId, filename, content) };
}

/** The id of the job that an upload will be. Fails for one that is beyond the owner's quota as it is announced. */
export async function admitUpload(
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string> {
  const jobId = jobIdOf(context, request);
  const announced = Number(request.headers["content-length"] ?? 0);
  const bytes = Math.max(0, announced - formOverheadBytes);
  await refuseBeyondQuota(context, reply, { owner: request.owner, bytes, jobId });
  return jobId;
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

async function receiveForm(
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { jobId, given }: { jobId: string; given: Readonly<Record<string, unknown>> },
): Promise<Received> {
  const fields: [name: string, value: string][] = [];
  const urls: string[] = [];
  const requested = () => {
    const options = checkedOptions(request, { ...given, ...Object.fromEntries(fields) });
    refuseForbiddenTargets(context, options.callbacks);
    return options;
  };
  const { maxUploadBytes: maxBytes } = context.values;
  const sources: JobSource[] = [];
  const attachedFiles: AttachedFile[] = [];
  try {
    {
      using turn = await beginTurn(context, request);
      for await (const part of formParts(request, turn, { maxBytes, maxFiles: formLimits.files })) {
        if (part.type === "field") {
          if (part.name === "url") urls.push(part.value);
          else fields.push([part.name, part.value]);
          continue;
        }
        if (part.field !== "file") {
          requested();
          attachedFiles.push(await storeAttachedFile(context, jobId, part.field, part));
          continue;
        }
        const name = nameByType(part.filename, part.mediaType);
        // What is known to be wrong is refused before the file has travelled.
        refuseUnlessPossible(name, requested());
        sources.push(await storeDocument(context, jobId, name, part.content));
      }
    }
    if (urls.length > 0) requested();
    if (sources.length + urls.length > formLimits.files) throw tooManyDocuments();
    for (const url of urls) sources.push(await fetchDocument(context, { request, reply, jobId }, { url }));
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

export function beginTurn(
  { values, turns }: WebContext,
  request: FastifyRequest,
  queue = turns,
): Promise<UploadTurn> {
  const { maxUploadBytes: maxBytes, idleTimeoutMs } = values;
  refuseAnnounced(request, maxBytes);
  return UploadTurn.begin(queue, request, { maxBytes, idleTimeoutMs });
}

export function jobIdOf({ backend, clock }: WebContext, { headers, owner }: FastifyRequest): string {
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
  return invalidValue("file", "The form has no file. Add it as the field named file, or its address as url.");
}

function tooManyDocuments(): AppError {
  return invalidValue("url", `A job has at most ${formLimits.files} documents. Make several jobs of them.`);
}
